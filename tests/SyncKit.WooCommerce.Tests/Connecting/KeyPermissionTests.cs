using SyncKit.Connecting;
using SyncKit.Testing.WooCommerce;

namespace SyncKit.WooCommerce.Tests.Connecting;

public sealed class KeyPermissionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(KeyAccess.ReadWrite, "reads and writes")]
    [InlineData(KeyAccess.Read, "only reads")]
    public async Task What_a_key_may_do_is_found_out_by_a_write_that_changes_nothing(KeyAccess access, string note)
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        store.Store.Seed(3);
        OrderSnapshot[] before = [.. store.Store.Snapshot()];
        Use(store, store.Simulator.AddKey(access));

        ConsentedAccount account = await store.Consent.LookAsync(store.Connection, new Dictionary<string, string>(), Token);

        account.Note.Should().Contain(note);
        account.Name.Should().Be(store.Simulator.StoreUrl.Authority);
        store.Store.Snapshot().Should().BeEquivalentTo(before);
        store.Simulator.Store.Webhooks.Pending.Should().BeEmpty();
    }

    [Fact]
    public async Task A_key_that_only_writes_is_refused_with_the_permission_that_is_missing()
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        Use(store, store.Simulator.AddKey(KeyAccess.Write));

        ConsentedAccount account = await store.Consent.LookAsync(store.Connection, new Dictionary<string, string>(), Token);

        account.Refusal!.Code.Should().Be("woocommerce.permission");
        account.Refusal.Message.Should().Contain("no read permission");
    }

    [Theory]
    [InlineData("https://www.Shop.example", "https://shop.example/", true)]
    [InlineData("http://shop.example", "https://shop.example", true)]
    [InlineData("https://shop.example/eu", "https://shop.example/us", false)]
    [InlineData("https://shop.example:8443", "https://shop.example", false)]
    public async Task A_store_is_the_same_with_and_without_www_and_https(string one, string other, bool same)
    {
        await using ConnectedStore store = await ConnectedStore.StartAsync();
        string? Account(string url) => store.Consent.AccountOf(new Connections.ConnectionSettings($$"""{"storeUrl":"{{url}}","allowHttp":true}"""));
        (Account(one) == Account(other)).Should().Be(same);
    }

    private static void Use(ConnectedStore store, StoreKey key) => store.Credentials.Replace(ConnectedStore.Secrets(key.ConsumerKey, key.ConsumerSecret));
}
