-- What the DNS said of a site's sender, so that a first newsletter waits for it. Old code runs against it and asks nobody.

CREATE TABLE "sender_domain_check" (
    "site_id" UUID NOT NULL,
    "domain" TEXT NOT NULL,
    "dkim_selector" TEXT,
    "findings" JSONB NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "passed_at" TIMESTAMPTZ(3),

    CONSTRAINT "sender_domain_check_pkey" PRIMARY KEY ("site_id","domain")
);
CREATE INDEX "sender_domain_check_checked_at_idx" ON "sender_domain_check"("checked_at");
ALTER TABLE sender_domain_check ADD CONSTRAINT sender_domain_check_site_room_fkey FOREIGN KEY (site_id) REFERENCES site (id);
ALTER TABLE sender_domain_check ADD CONSTRAINT sender_domain_check_domain CHECK (domain = lower(domain) AND domain <> '');
ALTER TABLE sender_domain_check ADD CONSTRAINT sender_domain_check_passed CHECK (passed_at <= checked_at);
