-- Every change moves updated_at, whoever makes it.
create or replace function public.synckit_touch() returns trigger language plpgsql set search_path = '' as $$
begin
    new.updated_at := clock_timestamp();
    return new;
end $$;

-- The tenant that the caller's token speaks for. user_metadata is left out on purpose: users write that themselves.
create or replace function public.synckit_tenant() returns text language sql stable set search_path = '' as $$
    select coalesce(claims -> 'app_metadata' ->> 'tenant_id', claims ->> 'tenant_id')
    from (select nullif(current_setting('request.jwt.claims', true), '')::jsonb as claims) as token
$$;

do $$
declare
    name text;
begin
    foreach name in array array[
        'synckit_orders', 'synckit_order_lines', 'synckit_order_refunds', 'synckit_order_refund_lines', 'synckit_customers', 'synckit_products']
    loop
        execute format('drop trigger if exists synckit_touch on public.%I', name);
        execute format('create trigger synckit_touch before update on public.%I for each row execute function public.synckit_touch()', name);

        -- The service role passes by these policies; a user sees and writes the rows of the tenant in the token, and nobody else any.
        execute format('alter table public.%I enable row level security', name);
        execute format('drop policy if exists synckit_own_tenant on public.%I', name);
        execute format(
            'create policy synckit_own_tenant on public.%I for all to authenticated '
            'using (tenant_id = (select public.synckit_tenant())) with check (tenant_id = (select public.synckit_tenant()))', name);
        execute format('revoke all on public.%I from anon', name);
        execute format('grant select, insert, update, delete on public.%I to authenticated, service_role', name);
    end loop;
end $$;
