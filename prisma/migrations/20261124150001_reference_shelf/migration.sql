-- References that people put into a site's library by hand, before any text uses them. A new table: older code runs against it unchanged.
CREATE TABLE "reference_shelf" (
    "site_id" UUID NOT NULL,
    "reference_id" UUID NOT NULL,
    "added_by_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reference_shelf_pkey" PRIMARY KEY ("site_id","reference_id")
);

CREATE INDEX "reference_shelf_reference_id_idx" ON "reference_shelf"("reference_id");

ALTER TABLE "reference_shelf" ADD CONSTRAINT "reference_shelf_reference_id_fkey"
  FOREIGN KEY ("reference_id") REFERENCES "evidence_reference" ("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE reference_shelf ADD CONSTRAINT reference_shelf_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE reference_shelf ADD CONSTRAINT reference_shelf_added_by_room_fkey FOREIGN KEY (added_by_id) REFERENCES staff_user (id);
