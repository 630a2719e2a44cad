-- Why an issue waits or was stopped, for readers of other languages than English: a code with its numbers and names.
-- Additive. Old code runs against it: it leaves the column alone, and the facts name the sentence they belong to, so
-- that they count no more as soon as hold_reason says something else.

ALTER TABLE "issue" ADD COLUMN "hold_facts" JSONB;
