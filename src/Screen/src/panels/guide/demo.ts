// What only a demo loads: a file of its own beside the others.
export { Guide } from './guide';
export { VenueSwitch } from './venueSwitch';
