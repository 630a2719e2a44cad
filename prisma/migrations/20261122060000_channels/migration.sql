-- Finds the deliveries that are being attempted, of which there are few, among all that ever were. Shape only; code
-- without it runs the same, slower.
CREATE INDEX channel_delivery_leased ON channel_delivery (destination_id) WHERE leased_until IS NOT NULL;
