import v8 from 'node:v8';

// Loaded before all else. By itself the heap grows to several times of what is alive before it is looked through, under
// load by hundreds of megabytes of what was answered long ago. A fifth more than is alive is enough here: the answers in
// memory live long, and everything else dies young.
v8.setFlagsFromString('--heap-growing-percent=20');
