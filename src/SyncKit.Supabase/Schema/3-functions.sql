-- Writes whole orders in one statement: an array of {"order": row, "lines": rows, "refunds": rows, "refund_lines": rows}. What an order no longer has is
-- deleted. Answers the orders whose stored totals are not those that were sent, which are none unless somebody altered the tables.
-- Rows are locked in the order of their keys, so that two calls cannot wait for each other.
create or replace function public.synckit_put_orders(orders jsonb)
returns table (source text, order_id text, net_total numeric, net_tax numeric)
language plpgsql security invoker set search_path = '' as $$
#variable_conflict use_column
declare
    -- Some servers hand a JSON argument over as the text of one.
    documents jsonb := case when jsonb_typeof(orders) = 'string' then (orders #>> '{}')::jsonb else orders end;
begin
    insert into public.synckit_orders as there (
        tenant_id, source, order_id, number, status, currency, total, total_tax, refunded_total, refunded_tax, net_total, net_tax, shipping_total, fees_total,
        discount_total, prices_include_tax, ordered_at, placed_on, modified_at, paid_at, paid_on, customer_id, customer_email, customer_first_name,
        customer_last_name, customer_company, customer_phone, customer_role, billing_address, shipping_address, payment_method, payment_title, transaction_id,
        customer_note, coupons, taxes, meta, raw, content_hash, deleted_at)
    select r.tenant_id, r.source, r.order_id, r.number, r.status, r.currency, r.total, r.total_tax, r.refunded_total, r.refunded_tax, r.net_total, r.net_tax,
        r.shipping_total, r.fees_total, r.discount_total, r.prices_include_tax, r.ordered_at, r.placed_on, r.modified_at, r.paid_at, r.paid_on, r.customer_id,
        r.customer_email, r.customer_first_name, r.customer_last_name, r.customer_company, r.customer_phone, r.customer_role, r.billing_address,
        r.shipping_address, r.payment_method, r.payment_title, r.transaction_id, r.customer_note, r.coupons, r.taxes, r.meta, r.raw, r.content_hash, r.deleted_at
    from jsonb_array_elements(documents) as d, jsonb_populate_record(null::public.synckit_orders, d -> 'order') as r
    order by r.tenant_id, r.source, r.order_id
    on conflict (tenant_id, source, order_id) do update set
        number = excluded.number, status = excluded.status, currency = excluded.currency, total = excluded.total, total_tax = excluded.total_tax,
        refunded_total = excluded.refunded_total, refunded_tax = excluded.refunded_tax, net_total = excluded.net_total, net_tax = excluded.net_tax,
        shipping_total = excluded.shipping_total, fees_total = excluded.fees_total, discount_total = excluded.discount_total,
        prices_include_tax = excluded.prices_include_tax, ordered_at = excluded.ordered_at, placed_on = excluded.placed_on, modified_at = excluded.modified_at,
        paid_at = excluded.paid_at, paid_on = excluded.paid_on, customer_id = excluded.customer_id, customer_email = excluded.customer_email,
        customer_first_name = excluded.customer_first_name, customer_last_name = excluded.customer_last_name, customer_company = excluded.customer_company,
        customer_phone = excluded.customer_phone, customer_role = excluded.customer_role, billing_address = excluded.billing_address,
        shipping_address = excluded.shipping_address, payment_method = excluded.payment_method, payment_title = excluded.payment_title,
        transaction_id = excluded.transaction_id, customer_note = excluded.customer_note, coupons = excluded.coupons, taxes = excluded.taxes,
        meta = excluded.meta, raw = excluded.raw, content_hash = excluded.content_hash, deleted_at = excluded.deleted_at;

    delete from public.synckit_order_refund_lines as there using jsonb_array_elements(documents) as d
    where there.tenant_id = d -> 'order' ->> 'tenant_id' and there.source = d -> 'order' ->> 'source' and there.order_id = d -> 'order' ->> 'order_id'
        and not exists (select from jsonb_array_elements(d -> 'refund_lines') as kept where kept ->> 'refund_line_id' = there.refund_line_id);
    delete from public.synckit_order_refunds as there using jsonb_array_elements(documents) as d
    where there.tenant_id = d -> 'order' ->> 'tenant_id' and there.source = d -> 'order' ->> 'source' and there.order_id = d -> 'order' ->> 'order_id'
        and not exists (select from jsonb_array_elements(d -> 'refunds') as kept where kept ->> 'refund_id' = there.refund_id);
    delete from public.synckit_order_lines as there using jsonb_array_elements(documents) as d
    where there.tenant_id = d -> 'order' ->> 'tenant_id' and there.source = d -> 'order' ->> 'source' and there.order_id = d -> 'order' ->> 'order_id'
        and not exists (select from jsonb_array_elements(d -> 'lines') as kept where kept ->> 'line_id' = there.line_id);

    insert into public.synckit_order_lines as there (
        tenant_id, source, order_id, line_id, kind, position, name, sku, product_id, variation_id, parent_name, method, tax_class, currency, quantity, subtotal,
        total, total_tax, taxes, meta)
    select r.tenant_id, r.source, r.order_id, r.line_id, r.kind, r.position, r.name, r.sku, r.product_id, r.variation_id, r.parent_name, r.method, r.tax_class,
        r.currency, r.quantity, r.subtotal, r.total, r.total_tax, r.taxes, r.meta
    from jsonb_array_elements(documents) as d, jsonb_populate_recordset(null::public.synckit_order_lines, d -> 'lines') as r
    order by r.tenant_id, r.source, r.order_id, r.line_id
    on conflict (tenant_id, source, order_id, line_id) do update set
        kind = excluded.kind, position = excluded.position, name = excluded.name, sku = excluded.sku, product_id = excluded.product_id,
        variation_id = excluded.variation_id, parent_name = excluded.parent_name, method = excluded.method, tax_class = excluded.tax_class,
        currency = excluded.currency, quantity = excluded.quantity, subtotal = excluded.subtotal, total = excluded.total, total_tax = excluded.total_tax,
        taxes = excluded.taxes, meta = excluded.meta;

    insert into public.synckit_order_refunds as there (
        tenant_id, source, order_id, refund_id, currency, amount, total_tax, reason, refunded_at, refunded_on)
    select r.tenant_id, r.source, r.order_id, r.refund_id, r.currency, r.amount, r.total_tax, r.reason, r.refunded_at, r.refunded_on
    from jsonb_array_elements(documents) as d, jsonb_populate_recordset(null::public.synckit_order_refunds, d -> 'refunds') as r
    order by r.tenant_id, r.source, r.order_id, r.refund_id
    on conflict (tenant_id, source, order_id, refund_id) do update set
        currency = excluded.currency, amount = excluded.amount, total_tax = excluded.total_tax, reason = excluded.reason, refunded_at = excluded.refunded_at,
        refunded_on = excluded.refunded_on;

    insert into public.synckit_order_refund_lines as there (
        tenant_id, source, order_id, refund_line_id, refund_id, kind, original_line_id, name, sku, currency, quantity, total, total_tax, taxes)
    select r.tenant_id, r.source, r.order_id, r.refund_line_id, r.refund_id, r.kind, r.original_line_id, r.name, r.sku, r.currency, r.quantity, r.total,
        r.total_tax, r.taxes
    from jsonb_array_elements(documents) as d, jsonb_populate_recordset(null::public.synckit_order_refund_lines, d -> 'refund_lines') as r
    order by r.tenant_id, r.source, r.order_id, r.refund_line_id
    on conflict (tenant_id, source, order_id, refund_line_id) do update set
        refund_id = excluded.refund_id, kind = excluded.kind, original_line_id = excluded.original_line_id, name = excluded.name, sku = excluded.sku,
        currency = excluded.currency, quantity = excluded.quantity, total = excluded.total, total_tax = excluded.total_tax, taxes = excluded.taxes;

    return query
    select there.source, there.order_id, there.net_total, there.net_tax
    from jsonb_array_elements(documents) as d
    join public.synckit_orders as there
        on there.tenant_id = d -> 'order' ->> 'tenant_id' and there.source = d -> 'order' ->> 'source' and there.order_id = d -> 'order' ->> 'order_id'
    where there.net_total <> (d -> 'order' ->> 'net_total')::numeric or there.net_tax <> (d -> 'order' ->> 'net_tax')::numeric;
end $$;

revoke all on function public.synckit_put_orders(jsonb) from public, anon;
grant execute on function public.synckit_put_orders(jsonb) to authenticated, service_role;
notify pgrst, 'reload schema';
