// Sets the colour scheme before the first paint; a file of its own because the page allows no inline script.
(() => {
  const wanted = localStorage.getItem('mantine-color-scheme-value');
  const dark = wanted === 'dark' || (wanted !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
