// For the tests alone, on every page: Sumsub's frame is the emulated one. The samples need no setting for it.
addEventListener('upgrade-requesting', (event) => {
  const baseUrl = document.documentElement.dataset['sumsub'];
  Object.assign(event.composedPath()[0], { providerOptions: { sumsub: { baseUrl } } });
});
