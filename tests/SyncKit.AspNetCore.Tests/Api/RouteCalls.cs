namespace SyncKit.AspNetCore.Tests.Api;

/// <summary>How each route of the API is called well, for a tenant. A route that is not here is one that nobody tests.</summary>
internal static class RouteCalls
{
    private const string Dead = $"flow={ApiWorld.Flow}";
    private const string Record = "source=woocommerce/shop&kind=order&record=1";
    private const string Connection = "/connections/woocommerce/shop";
    private const string All = $$"""{"flow":"{{ApiWorld.Flow}}","all":true}""";
    private const string Both = """{"source":"woocommerce/shop","destination":"quickbooks/main"}""";
    private const string Schedule = """{"source":"woocommerce/shop","recordKind":"order","intervalSeconds":600}""";
    private const string Id = "0197b1f0-0000-7000-8000-000000000000";

    /// <summary>By method and pattern: what follows the tenant, and the body.</summary>
    public static IReadOnlyDictionary<string, (string Path, string? Body)> OfTenant { get; } = new Dictionary<string, (string Path, string? Body)>(StringComparer.Ordinal)
    {
        ["GET "] = ("", null),
        ["GET /connections"] = ("/connections", null),
        ["POST /connections"] = ("/connections", """{"connector":"woocommerce","name":"new","settings":{"storeUrl":"https://shop.example"}}"""),
        ["GET /connections/{connector}/{name}"] = (Connection, null),
        ["DELETE /connections/{connector}/{name}"] = ($"{Connection}?force=true", null),
        ["PUT /connections/{connector}/{name}/settings"] = ($"{Connection}/settings", """{"storeUrl":"https://elsewhere.example"}"""),
        ["PUT /connections/{connector}/{name}/credentials"] = ($"{Connection}/credentials", """{"credentials":{"consumer_key":"ck","consumer_secret":"cs"}}"""),
        ["POST /connections/{connector}/{name}/check"] = ($"{Connection}/check", "{}"),
        ["POST /connections/{connector}/{name}/pause"] = ($"{Connection}/pause", "{}"),
        ["POST /connections/{connector}/{name}/resume"] = ($"{Connection}/resume", "{}"),
        ["POST /connections/{connector}/{name}/disconnect"] = ($"{Connection}/disconnect", "{}"),
        ["GET /connections/{connector}/{name}/webhooks/addresses"] = ($"{Connection}/webhooks/addresses", null),
        ["POST /connections/{connector}/{name}/webhooks/addresses"] = ($"{Connection}/webhooks/addresses", "{}"),
        ["DELETE /connections/{connector}/{name}/webhooks/addresses/{id}"] = ($"{Connection}/webhooks/addresses/x", null),
        ["POST /connections/{connector}/{name}/webhooks/rotate-secret"] = ($"{Connection}/webhooks/rotate-secret", "{}"),
        ["GET /connections/{connector}/{name}/webhooks/health"] = ($"{Connection}/webhooks/health", null),
        ["GET /connections/{connector}/{name}/webhooks/in-shop"] = ($"{Connection}/webhooks/in-shop", null),
        ["POST /connections/{connector}/{name}/webhooks/in-shop/register"] = ($"{Connection}/webhooks/in-shop/register", """{"publicUrl":"https://sync.example/w"}"""),
        ["POST /connections/{connector}/{name}/webhooks/in-shop/repair"] = ($"{Connection}/webhooks/in-shop/repair", "{}"),
        ["DELETE /connections/{connector}/{name}/webhooks/in-shop"] = ($"{Connection}/webhooks/in-shop", null),
        ["GET /flows"] = ("/flows", null),
        ["POST /flows/{flow}/bindings"] = ($"/flows/{ApiWorld.Flow}/bindings", Both),
        ["DELETE /flows/{flow}/bindings"] = ($"/flows/{ApiWorld.Flow}/bindings?source=woocommerce/shop&destination=quickbooks/main", null),
        ["POST /runs"] = ("/runs", $$"""{"flow":"{{ApiWorld.Flow}}","mode":"full"}"""),
        ["GET /runs"] = ("/runs", null),
        ["GET /runs/{id}"] = ($"/runs/{Id}", null),
        ["POST /runs/{id}/cancel"] = ($"/runs/{Id}/cancel", "{}"),
        ["GET /runs/{id}/events"] = ($"/runs/{Id}/events", null),
        ["GET /runs/{id}/plan"] = ($"/runs/{Id}/plan", null),
        ["GET /schedules"] = ("/schedules", null),
        ["GET /schedules/{name}"] = ("/schedules/nightly", null),
        ["PUT /schedules/{name}"] = ("/schedules/nightly", Schedule),
        ["DELETE /schedules/{name}"] = ("/schedules/nightly", null),
        ["POST /schedules/preview"] = ("/schedules/preview", Schedule),
        ["GET /inbox"] = ($"/inbox?{Dead}", null),
        ["GET /dead-letters"] = ($"/dead-letters?{Dead}", null),
        ["GET /dead-letters/record"] = ($"/dead-letters/record?{Dead}&{Record}", null),
        ["POST /dead-letters/retry"] = ("/dead-letters/retry", All),
        ["POST /dead-letters/dismiss"] = ("/dead-letters/dismiss", All),
        ["GET /ledger/record"] = ($"/ledger/record?{Record}", null),
        ["GET /ledger/document"] = ("/ledger/document?destination=quickbooks/main&kind=SalesReceipt&document=92", null),
        ["GET /ledger/documents"] = ($"/ledger/documents?{Dead}", null),
        ["POST /reconciliations"] = ("/reconciliations", $$"""{"flow":"{{ApiWorld.Flow}}"}"""),
        ["GET /audit"] = ("/audit", null),
        ["GET /audit/verification"] = ("/audit/verification", null),
        ["GET /audit/export"] = ("/audit/export", null),
    };

    /// <summary>By method and pattern: the body.</summary>
    public static IReadOnlyDictionary<string, string?> OfOperator { get; } = new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["GET /tenants"] = null,
        ["GET /keys"] = null,
        ["POST /keys/rotate"] = "{}",
        ["GET /notifications"] = null,
    };
}
