// Runes everywhere; styles leave the components as files, because the page forbids inline ones.
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
    preprocess: vitePreprocess(),
    compilerOptions: { runes: true, css: 'external' },
};
