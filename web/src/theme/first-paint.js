// Runs before the first paint, in the head: shows the theme that was chosen (theme-choice.ts). A file
// of its own, because the policy of our pages allows no inline script; copied as it is, not compiled.
try {
  const theme = localStorage.getItem('onsale-theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Nothing can be kept here, so nothing was chosen.
}
