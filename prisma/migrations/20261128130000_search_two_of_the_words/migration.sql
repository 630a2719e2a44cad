-- Which titles have at least two of the words: where any word is enough, they are weighed first, and thousands with one
-- word are left alone. Only adds a function: old code runs against it and notices nothing.

-- Any two different words or phrases of a question, at most twelve of them. Null where there are no two. A phrase in which a
-- word has other names is taken for its words: who asks must ask for the whole question beside this.
CREATE FUNCTION delivery.search_pairs(asked tsquery) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  WITH unit AS MATERIALIZED (
    SELECT it[1] AS text, min(place) AS place
    FROM regexp_matches(asked::text, $re$('(?:[^']|'')*'(?: <(?:-|\d+)> '(?:[^']|'')*')*)$re$, 'g')
      WITH ORDINALITY AS found (it, place)
    GROUP BY it[1] ORDER BY min(place) LIMIT 12)
  SELECT string_agg('(' || a.text || ') & (' || b.text || ')', ' | ')::tsquery
  FROM unit a JOIN unit b ON a.place < b.place
$$;
