-- SyncKit's default schema for a Supabase project: run it in the project's SQL editor. It may be run again at any time and changes nothing that is there.
-- The Data API cannot create tables, so SyncKit cannot run it by itself.

create table if not exists public.synckit_orders (
    tenant_id text not null,
    source text not null,
    order_id text not null,
    number text not null,
    status text not null,
    currency text not null,
    total numeric not null,
    total_tax numeric not null,
    refunded_total numeric not null,
    refunded_tax numeric not null,
    net_total numeric not null,
    net_tax numeric not null,
    shipping_total numeric not null,
    fees_total numeric not null,
    discount_total numeric not null,
    prices_include_tax boolean not null,
    ordered_at timestamptz not null,
    placed_on date not null,
    modified_at timestamptz not null,
    paid_at timestamptz,
    paid_on date,
    customer_id text,
    customer_email text not null,
    customer_first_name text not null,
    customer_last_name text not null,
    customer_company text not null,
    customer_phone text not null,
    customer_role text not null,
    billing_address jsonb,
    shipping_address jsonb,
    payment_method text not null,
    payment_title text not null,
    transaction_id text not null,
    customer_note text not null,
    coupons jsonb not null,
    taxes jsonb not null,
    meta jsonb not null,
    raw jsonb,
    content_hash text not null,
    deleted_at timestamptz,
    inserted_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, source, order_id)
);

create table if not exists public.synckit_order_lines (
    tenant_id text not null,
    source text not null,
    order_id text not null,
    line_id text not null,
    kind text not null,
    position integer not null,
    name text not null,
    sku text not null,
    product_id text,
    variation_id text,
    parent_name text not null,
    method text not null,
    tax_class text not null,
    currency text not null,
    quantity numeric not null,
    subtotal numeric not null,
    total numeric not null,
    total_tax numeric not null,
    taxes jsonb not null,
    meta jsonb not null,
    inserted_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, source, order_id, line_id),
    foreign key (tenant_id, source, order_id) references public.synckit_orders on delete cascade
);

create table if not exists public.synckit_order_refunds (
    tenant_id text not null,
    source text not null,
    order_id text not null,
    refund_id text not null,
    currency text not null,
    amount numeric not null,
    total_tax numeric not null,
    reason text not null,
    refunded_at timestamptz not null,
    refunded_on date not null,
    inserted_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, source, order_id, refund_id),
    foreign key (tenant_id, source, order_id) references public.synckit_orders on delete cascade
);

create table if not exists public.synckit_order_refund_lines (
    tenant_id text not null,
    source text not null,
    order_id text not null,
    refund_line_id text not null,
    refund_id text not null,
    kind text not null,
    original_line_id text,
    name text not null,
    sku text not null,
    currency text not null,
    quantity numeric not null,
    total numeric not null,
    total_tax numeric not null,
    taxes jsonb not null,
    inserted_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, source, order_id, refund_line_id),
    foreign key (tenant_id, source, order_id, refund_id) references public.synckit_order_refunds on delete cascade
);

create table if not exists public.synckit_customers (
    tenant_id text not null,
    source text not null,
    customer_id text not null,
    email text not null,
    first_name text not null,
    last_name text not null,
    company text not null,
    phone text not null,
    username text not null,
    role text not null,
    is_paying boolean not null,
    billing_address jsonb,
    shipping_address jsonb,
    registered_at timestamptz,
    modified_at timestamptz,
    meta jsonb not null,
    raw jsonb,
    content_hash text not null,
    deleted_at timestamptz,
    inserted_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, source, customer_id)
);

create table if not exists public.synckit_products (
    tenant_id text not null,
    source text not null,
    product_id text not null,
    parent_id text,
    type text not null,
    status text not null,
    name text not null,
    sku text not null,
    global_id text not null,
    short_description text not null,
    price numeric,
    regular_price numeric,
    sale_price numeric,
    tax_status text not null,
    tax_class text not null,
    is_virtual boolean not null,
    stock_quantity numeric,
    stock_status text not null,
    categories jsonb not null,
    options jsonb not null,
    made_at timestamptz,
    modified_at timestamptz not null,
    meta jsonb not null,
    raw jsonb,
    content_hash text not null,
    deleted_at timestamptz,
    inserted_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, source, product_id)
);

-- Whoever polls reads what changed by (updated_at, key); whoever looks, by number, day, customer, SKU or e-mail address.
create index if not exists synckit_orders_updated on public.synckit_orders (tenant_id, updated_at, source, order_id);
create index if not exists synckit_orders_number on public.synckit_orders (tenant_id, number);
create index if not exists synckit_orders_placed on public.synckit_orders (tenant_id, placed_on);
create index if not exists synckit_orders_customer on public.synckit_orders (tenant_id, customer_email);
create index if not exists synckit_order_lines_sku on public.synckit_order_lines (tenant_id, sku);
create index if not exists synckit_order_refund_lines_refund on public.synckit_order_refund_lines (tenant_id, source, order_id, refund_id);
create index if not exists synckit_customers_updated on public.synckit_customers (tenant_id, updated_at, source, customer_id);
create index if not exists synckit_customers_email on public.synckit_customers (tenant_id, email);
create index if not exists synckit_products_updated on public.synckit_products (tenant_id, updated_at, source, product_id);
create index if not exists synckit_products_sku on public.synckit_products (tenant_id, sku);
