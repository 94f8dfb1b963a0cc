using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using SyncKit.Connections;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

public sealed class DataKeyMemoryTests
{
    private static readonly ConnectionId Shop = ConnectionId.Parse("acme/shop/main");

    private readonly FakeTimeProvider time = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_provider_is_not_called_for_every_read()
    {
        RemoteKeys service = new("k1");
        CredentialCipher cipher = Keys.Cipher(service, time);
        SealedCredentials stored = await SealAsync(cipher);
        int calls = service.Calls;

        for (int i = 0; i < 50; i++)
        {
            await cipher.OpenAsync(Shop, stored, Cancel);
        }

        (service.Calls - calls).Should().Be(1);
        time.Advance(DataKeyMemory.Life);
        await cipher.OpenAsync(Shop, stored, Cancel);
        (service.Calls - calls).Should().Be(2);
    }

    [Fact]
    public async Task What_is_known_opens_while_the_provider_is_down_and_the_rest_waits()
    {
        RemoteKeys service = new("k1");
        CredentialCipher cipher = Keys.Cipher(service, time);
        SealedCredentials known = await SealAsync(cipher);
        SealedCredentials unknown = await SealAsync(cipher);
        await cipher.OpenAsync(Shop, known, Cancel);

        service.IsDown = true;

        await cipher.OpenAsync(Shop, known, Cancel);
        Func<Task> open = () => cipher.OpenAsync(Shop, unknown, Cancel).AsTask();
        (await open.Should().ThrowAsync<CredentialException>())
            .WithMessage("*'acme/shop/main' need the key 'k1': the key provider did not answer*").Which.IsTransient.Should().BeTrue();
        service.IsDown = false;
        await open.Should().NotThrowAsync("nothing is wrong with it");
    }

    [Fact]
    public void It_is_bounded_and_clears_what_it_drops()
    {
        using DataKeyMemory memory = new(time);
        memory.Keep("k1", [0], "a", Enumerable.Repeat((byte)1, 32).ToArray());
        byte[] first = Held(memory).Single();
        for (int i = 1; i <= DataKeyMemory.Most; i++)
        {
            memory.Keep("k1", BitConverter.GetBytes(i), "a", Enumerable.Repeat((byte)1, 32).ToArray());
        }

        memory.Count.Should().Be(DataKeyMemory.Most);
        memory.Find("k1", [0], "a").Should().BeNull("the oldest made room");
        first.Should().OnlyContain(value => value == 0);

        byte[][] rest = [.. Held(memory)];
        time.Advance(DataKeyMemory.Life);
        memory.Count.Should().Be(0);
        rest.SelectMany(key => key).Should().OnlyContain(value => value == 0);
    }

    [Fact]
    public void It_hands_out_copies_and_clears_all_at_the_end()
    {
        DataKeyMemory memory = new(time);
        byte[] given = Enumerable.Repeat((byte)1, 32).ToArray();
        memory.Keep("k1", [0], "a", given);
        byte[] held = Held(memory).Single();
        memory.Find("k1", [0], "a").AsSpan().Clear();
        given.AsSpan().Clear();

        memory.Find("k1", [0], "a").Should().OnlyContain(value => value == 1);
        memory.Find("k2", [0], "a").Should().BeNull();
        memory.Find("k1", [1], "a").Should().BeNull();
        memory.Find("k1", [0], "b").Should().BeNull("it belongs to another connection");

        memory.Dispose();
        held.Should().OnlyContain(value => value == 0);
    }

    private static IEnumerable<byte[]> Held(DataKeyMemory memory)
    {
        IDictionary entries = (IDictionary)typeof(DataKeyMemory).GetField("entries", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(memory)!;
        return entries.Values.Cast<object>().Select(entry => (byte[])entry.GetType().GetProperty("Key")!.GetValue(entry)!);
    }

    private static async Task<SealedCredentials> SealAsync(CredentialCipher cipher)
    {
        using DataKey key = await cipher.TakeKeyAsync(Shop, Cancel);
        return CredentialCipher.Seal(Shop, CredentialSet.Of(("token", "hidden")), key);
    }
}
