import { describe, expect, it } from '@jest/globals';
import { cardCut, cardRecipe, cardVariant, fitRecipes, focalPointOf } from './recipe.js';

const photo = { width: 2000, height: 1000, fallbackFormat: 'jpeg' } as const;

describe('what is made of a picture', () => {
  it('is every format at every width that needs no enlarging', () => {
    const made = fitRecipes(photo).map(({ format, width, height }) => `${format} ${width}x${height}`);
    expect(made).toEqual([
      ...['avif 480x240', 'webp 480x240', 'jpeg 480x240'],
      ...['avif 960x480', 'webp 960x480', 'jpeg 960x480'],
      ...['avif 1600x800', 'webp 1600x800', 'jpeg 1600x800'],
    ]);
  });

  it('is its own size when it is small, and PNG for transparency', () => {
    const made = fitRecipes({ width: 300, height: 1, fallbackFormat: 'png' });
    expect(made.map(({ format, width, height }) => [format, width, height])).toEqual([
      ['avif', 300, 1],
      ['webp', 300, 1],
      ['png', 300, 1],
    ]);
  });

  it('is a card in the proportions of cards, around the focal point, inside the edges', () => {
    expect(cardRecipe(photo, { x: 0.5, y: 0.5 })).toEqual({
      format: 'jpeg',
      width: 1200,
      height: 630,
      variant: 'card-500-500',
    });
    expect(cardCut(photo, { x: 0, y: 0.5 })).toEqual({ left: 0, top: 0, width: 1905, height: 1000 });
    expect(cardCut(photo, { x: 1, y: 0.5 })).toEqual({ left: 95, top: 0, width: 1905, height: 1000 });
    const tall = { width: 630, height: 2000 };
    expect(cardCut(tall, { x: 0.5, y: 0.25 })).toEqual({ left: 0, top: 335, width: 630, height: 331 });
    expect(cardRecipe({ ...tall, fallbackFormat: 'jpeg' }, { x: 0, y: 0 })).toMatchObject({ width: 630, height: 331 });
  });

  it('reads the focal point back from the name of the cut', () => {
    expect(focalPointOf(cardVariant({ x: 0.1234, y: 1 }))).toEqual({ x: 0.123, y: 1 });
    expect(focalPointOf('fit')).toBeUndefined();
  });
});
