import { dialogs } from './texts/dialogs';
import { flow } from './texts/flow';
import { frame } from './texts/frame';

/** Every word of the screen that no other part of the service has written. They stand in one folder, so that they can be translated. */
export const texts = { ...frame, ...dialogs, ...flow } as const;
