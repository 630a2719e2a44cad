-- What an article page asks for, as it is sent: the payload without its long parts, and the HTML by itself. To unpack the
-- whole payload, take parts off and write it as JSON was most of the time of an answer by slug. The HTML is kept unpacked:
-- packed it would be unpacked for every reader. The same for a list: the card as text, beside the others in the row. The
-- database writes all three. Older code runs against this: the view is longer at its end.
ALTER TABLE delivery_article
  ADD COLUMN page text STORAGE EXTERNAL
    GENERATED ALWAYS AS ((payload - '{document,html,text,shown}'::text[])::text) STORED,
  ADD COLUMN html text STORAGE EXTERNAL GENERATED ALWAYS AS (payload ->> 'html') STORED,
  ADD COLUMN card_text text STORAGE MAIN GENERATED ALWAYS AS
    ((payload - '{document,html,text,outline,faq,references,exercises,shown}'::text[])::text) STORED;

CREATE OR REPLACE VIEW delivery.article AS
  SELECT * FROM public.delivery_article WHERE serve_until IS NULL OR serve_until > now();
