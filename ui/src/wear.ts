// Puts the face's settings on the page: theme, letter size, hands, and what a millimetre is.
import type { FaceSettings } from './settings.svelte';

/** Returns what ends it. Follows the system's theme while the setting is `auto`. */
export function wearSettings(face: FaceSettings, page: HTMLElement): () => void {
  page.style.setProperty('--mm', `${face.pixelsPerMm}px`);
  page.style.setProperty('--text', String(face.text / 100));
  page.dataset.hands = face.hands;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const wear = () => {
    page.dataset.theme = face.theme === 'auto' ? (dark.matches ? 'dark' : 'light') : face.theme;
  };
  wear();
  dark.addEventListener('change', wear);
  return () => dark.removeEventListener('change', wear);
}
