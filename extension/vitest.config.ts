import { defineConfig } from 'vitest/config';

import { catalogues } from './locales/vite';

export default defineConfig({ plugins: [catalogues()] });
