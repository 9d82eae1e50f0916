export default defineNuxtConfig({
  compatibilityDate: '2025-12-01',
  telemetry: false,
  app: { head: { htmlAttrs: { lang: 'en' }, link: [{ rel: 'icon', href: 'data:,' }] } },
  vue: { compilerOptions: { isCustomElement: (tag) => tag === 'verification-upgrade' } },
});
