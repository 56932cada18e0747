// Runs before the first paint (a classic script, no module), so that the page never flashes in another theme.
try {
  const theme = JSON.parse(localStorage.getItem("playground.theme"));
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // No storage: the system's theme it is.
}
