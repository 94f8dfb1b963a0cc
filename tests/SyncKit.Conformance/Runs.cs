using SyncKit.Discovery;
using SyncKit.Planning;
using SyncKit.Runs;

namespace SyncKit.Conformance;

/// <summary>Runs as the tests ask for them.</summary>
internal static class Runs
{
    private static int made;

    public static SyncRun Of(
        Merchant merchant,
        RunRequest? request = null,
        RunOriginKind origin = RunOriginKind.Schedule,
        string name = "nightly") => new()
    {
        Id = Guid.CreateVersion7(StorageUnderTest.Start.AddMilliseconds(Interlocked.Increment(ref made))),
        Tenant = merchant.Tenant,
        Request = request ?? new RunRequest { Stream = merchant.Stream },
        Origin = new RunOrigin(origin, name),
        CreatedAt = StorageUnderTest.Start,
    };

    public static SyncRun Full(Merchant merchant) => Of(merchant, new RunRequest { Stream = merchant.Stream, Options = new SyncOptions { Mode = SyncMode.Full } });

    public static SyncRun Dry(Merchant merchant) => Of(merchant, new RunRequest { Kind = RunKind.DryRun, Flow = Merchant.Flow }, RunOriginKind.Person, "jane");

    public static PlannedEntry Planned(int number, string text = "create") => new()
    {
        Number = number,
        Record = $"acme/woocommerce/shop/order/{number}",
        Destination = "acme/quickbooks/books",
        Action = PlannedAction.Create,
        Total = "10.00 USD",
        Text = text,
    };
}
