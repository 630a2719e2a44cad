-- A parked job says which queue it came from. Shape only. Older code runs against this: it leaves the queue out.
ALTER TABLE parked_job ADD COLUMN queue TEXT;
