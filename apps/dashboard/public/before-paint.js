// Before the first paint, so that nothing flashes: the colours and the language chosen last time. Keep in step with src/shell.
const root = document.documentElement;
const chosen = localStorage.getItem('tierline-colours');
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
root.dataset.mantineColorScheme = chosen === 'light' || chosen === 'dark' ? chosen : dark ? 'dark' : 'light';
root.lang = localStorage.getItem('tierline-language') ?? 'en';
