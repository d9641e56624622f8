export { type Category, classify, type Guess, type Neighbour } from './classify.ts';
export { accusedIn, type Complaint, complaintIn, type NamedUnit } from './complaint.ts';
export { type Frequencies, type Likeness, likeness, type Term, tellingTerms, weightOf } from './likeness.ts';
export { findRegion, type Place, type PlaceGuess, placesOf } from './place.ts';
export { titleOf } from './title.ts';
