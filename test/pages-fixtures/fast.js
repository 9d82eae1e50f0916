// Timers end after a twentieth of their time.
const setSlowTimeout = setTimeout;
window.setTimeout = (run, time = 0, ...rest) => setSlowTimeout(run, time / 20, ...rest);
