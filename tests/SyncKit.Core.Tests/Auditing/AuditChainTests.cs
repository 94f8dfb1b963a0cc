using System.Security.Cryptography;
using CsCheck;
using SyncKit.Auditing;
using SyncKit.Connections;

namespace SyncKit.Core.Tests.Auditing;

public sealed class AuditChainTests
{
    private static readonly AuditEntry Entry = new(
        new TenantId("acme"), new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), "credentials.read", "acme/shop/main", "prüfen", "user:jane");

    private static readonly Gen<string> Text = Gen.String[0, 4];

    private static readonly Gen<AuditEntry> AnyEntry = Gen.Select(
        Gen.Int[0, 3],
        Gen.Long[0, 100],
        Gen.Select(Text, Text, Text, Text),
        (tenant, ticks, texts) => new AuditEntry(
            new TenantId($"t{tenant}"), new DateTimeOffset(ticks, TimeSpan.Zero), texts.Item1, texts.Item2, texts.Item3, texts.Item4));

    /// <summary>The form is a promise to those who check a trail with a program of their own, so it is written down here a second time.</summary>
    [Fact]
    public void An_entrys_hash_is_that_of_its_documented_form()
    {
        using MemoryStream form = new();
        using BinaryWriter writer = new(form);
        AuditHash previous = AuditHash.Of("before"u8);
        writer.Write((byte)1);
        writer.Write(previous.ToBytes());
        Write(17L);
        Write(Entry.At.UtcTicks);
        foreach (string text in new[] { "acme", "credentials.read", "acme/shop/main", "prüfen", "user:jane" })
        {
            byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
            writer.Write([0, 0, 0, (byte)bytes.Length]);
            writer.Write(bytes);
        }

        AuditChain.Next(previous, 17, Entry).ToBytes().Should().Equal(SHA256.HashData(form.ToArray()));

        void Write(long number)
        {
            byte[] bytes = BitConverter.GetBytes(number);
            Array.Reverse(bytes);
            writer.Write(bytes);
        }
    }

    [Fact]
    public void A_known_entry_has_a_known_hash_in_every_version() =>
        AuditChain.Append(AuditMark.Empty, Entry).ToString().Should().Be("1:4f46a53cff8808d7094625f2a43e2c5ec2cc3b1ccd4d2d7eea2becc244b89d4e");

    [Fact]
    public void Entries_that_differ_have_hashes_that_differ() =>
        Gen.Select(AnyEntry, AnyEntry, Gen.Long[1, 3], Gen.Long[1, 3]).Sample(
            (one, other, first, second) =>
                (AuditChain.Next(default, first, one) == AuditChain.Next(default, second, other)) == (first == second && Utf8(one).SequenceEqual(Utf8(other))),
            iter: 20_000);

    [Fact]
    public void A_text_that_moves_from_one_field_into_the_next_changes_the_hash() =>
        AuditChain.Next(default, 1, Entry with { Action = "ab", Subject = "c" })
            .Should().NotBe(AuditChain.Next(default, 1, Entry with { Action = "a", Subject = "bc" }));

    [Fact]
    public void The_hash_before_is_part_of_the_hash() =>
        AuditChain.Next(AuditHash.Of("a"u8), 1, Entry).Should().NotBe(AuditChain.Next(AuditHash.Of("b"u8), 1, Entry));

    [Fact]
    public void A_mark_is_read_as_it_was_written()
    {
        AuditMark mark = AuditChain.Append(new AuditMark(16, AuditHash.Of("x"u8)), Entry);

        AuditMark.Parse(mark.ToString()).Should().Be(mark);
        AuditMark.Parse(AuditMark.Empty.ToString()).Should().Be(AuditMark.Empty);
        AuditHash.Read(mark.Hash.ToBytes()).Should().Be(mark.Hash);
    }

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData(":")]
    [InlineData("-1:0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("1:00")]
    [InlineData("1:z000000000000000000000000000000000000000000000000000000000000000")]
    public void What_is_no_mark_is_refused(string text) =>
        FluentActions.Invoking(() => AuditMark.Parse(text)).Should().Throw<FormatException>().WithMessage($"'{text}'*number:hash*");

    private static byte[] Utf8(AuditEntry entry) => System.Text.Encoding.UTF8.GetBytes(
        System.Text.Json.JsonSerializer.Serialize(new[] { entry.Tenant.Value, $"{entry.At.UtcTicks}", entry.Action, entry.Subject, entry.Reason, entry.Actor }));
}
