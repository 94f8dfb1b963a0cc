using SyncKit.Fixtures;
using SyncKit.Ledger;

namespace SyncKit.AspNetCore.Tests.Webhooks;

public sealed class RecordedDeliveryTests : IDisposable
{
    private readonly TemporaryFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task What_a_real_store_sent_verifies_and_with_one_byte_changed_it_does_not()
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path, limits: static limits => limits.ForgeriesPerMinute = 1000);
        Dictionary<string, Uri> addresses = [];
        RecordedWebhook[] signed = [.. RecordedTraffic.Webhooks().Where(webhook => webhook is { Secret: not null, Signature: not null })];
        signed.Should().NotBeEmpty();
        foreach (RecordedWebhook webhook in signed)
        {
            if (!addresses.TryGetValue(webhook.Secret!, out Uri? address))
            {
                address = await door.OpenAsync($"shop-{addresses.Count}", webhook.Secret!);
                addresses.Add(webhook.Secret!, address);
            }

            byte[] changed = [.. webhook.Body];
            changed[^2] ^= 1;
            (await door.StatusAsync(address, changed, webhook.Signature, topic: webhook.Topic!)).Should().Be(401, webhook.Name);
            (await door.StatusAsync(address, webhook.Body, webhook.Signature, topic: webhook.Topic!)).Should().Be(200, webhook.Name);
            FlowCounts taken = await door.CountAsync();
            (await door.StatusAsync(address, webhook.Body, webhook.Signature, topic: webhook.Topic!)).Should().Be(200, webhook.Name);
            (await door.CountAsync()).Should().Be(taken, $"{webhook.Name} is a replay");
        }

        (await door.CountAsync()).Entered.Should().BePositive();
    }

    [Fact]
    public async Task The_unsigned_knock_while_a_webhook_is_made_is_answered_and_nothing_else_comes_as_a_form()
    {
        await using DoorUnderTest door = await DoorUnderTest.StartAsync(file.Path);
        Uri address = await door.OpenAsync();
        const string Form = "application/x-www-form-urlencoded";

        (await door.StatusAsync(address, "webhook_id=17"u8.ToArray(), null, Form)).Should().Be(200);
        (await door.StatusAsync(address, "webhook_id=17&x=1"u8.ToArray(), null, Form)).Should().Be(401);
        (await door.StatusAsync(address, new byte[100], null, Form)).Should().Be(415);
        (await door.StatusAsync(door.UriOf("nobody"), "webhook_id=17"u8.ToArray(), null, Form)).Should().Be(401);
    }
}
