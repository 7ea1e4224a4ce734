// Chooses the language of the page by the browser's; without scripts, both are shown.
const preferred = navigator.languages.find((language) => /^(ko|en)\b/i.test(language)) ?? 'en';
document.documentElement.lang = preferred.slice(0, 2).toLowerCase();
document.documentElement.classList.add('chosen');
