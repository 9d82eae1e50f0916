/// <reference types="vite/client" />
/** VitePress' own theme, in the fonts of the reader's system. */
import Theme from 'vitepress/theme-without-fonts';
import './style.css';

export default Theme;
