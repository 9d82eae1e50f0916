import type { Preview } from '@storybook/web-components-vite';
import { setCustomElementsManifest } from '@storybook/web-components-vite';
import manifest from 'verification-upgrade/custom-elements.json';

setCustomElementsManifest(manifest);

const preview: Preview = { tags: ['autodocs'] };

export default preview;
