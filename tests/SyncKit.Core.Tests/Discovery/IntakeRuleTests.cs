using CsCheck;
using SyncKit.Connections;
using SyncKit.Core.Tests.World;
using SyncKit.Discovery;
using SyncKit.Inbox;

namespace SyncKit.Core.Tests.Discovery;

public sealed class IntakeRuleTests
{
    private static readonly StreamId Stream = new(Scene.Source(Scene.Acme), "order");

    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_hash_reads_what_it_writes_and_tells_contents_apart() =>
        Gen.Select(Gen.Byte.Array, Gen.Byte.Array).Sample((one, other) =>
        {
            ContentHash hash = ContentHash.Of(one);
            return ContentHash.Read(hash.ToBytes()) == hash
                && !hash.IsUnknown
                && hash.ToString().Length == 32
                && hash == ContentHash.Of(other) == one.AsSpan().SequenceEqual(other);
        });

    [Theory]
    [InlineData("processing", true)]
    [InlineData("PROCESSING", true)]
    [InlineData("completed", false)]
    [InlineData(null, false)]
    public void A_filter_lets_named_values_pass(string? status, bool passes)
    {
        SourceRecord record = new() { Id = "1", ModifiedAt = Now };
        record = status is null ? record : record with { Facets = new Dictionary<string, string> { [RecordFilter.StatusFacet] = status } };
        new RecordFilter { Statuses = ["processing"] }.Lets(record).Should().Be(passes);
        new RecordFilter { Facets = new Dictionary<string, IReadOnlyList<string>> { ["status"] = ["processing"] } }.Lets(record).Should().Be(passes);
        RecordFilter.All.Lets(record).Should().BeTrue();
    }

    [Fact]
    public void Options_say_what_is_wrong_with_them()
    {
        new SyncOptions().Problem().Should().BeNull();
        new SyncOptions { BatchLimit = 0 }.Problem().Should().Contain("at least 1");
        new SyncOptions { Mode = SyncMode.Window }.Problem().Should().Contain("needs Window");
        new SyncOptions { Mode = SyncMode.Single }.Problem().Should().Contain("needs Ids");
        new SyncOptions { Mode = SyncMode.Window, Window = new DateRange(Now, Now) }.Problem().Should().Contain("not before its end");
    }

    [Fact]
    public void A_change_goes_to_every_flow_of_its_stream()
    {
        FlowBinding[] bindings = [new("a", Stream.Source, Scene.Lane(Scene.Acme)), new("b", Stream.Source, Scene.Lane(Scene.Acme))];
        SourceRecord full = new() { Id = "1", ModifiedAt = Now, Raw = new byte[] { 1 } };
        SourceRecord unsettled = full with { Id = "2", UnsettledUntil = Now.AddSeconds(9) };
        SourceRecord deleted = full with { Id = "3", IsDeleted = true };
        List<Change> changes = ChangeFanOut.Spread(Stream, [full, unsettled, deleted], bindings, ChangePriority.Live, Now);
        changes.Select(change => $"{change.Flow}{change.Record.Id}").Should().Equal("a1", "b1", "a2", "b2", "a3", "b3");
        changes[0].Hash.Should().Be(ContentHash.Of([1]));
        changes[0].NotBefore.Should().Be(Now);
        changes[2].IsThin.Should().BeTrue();
        changes[2].NotBefore.Should().Be(Now.AddSeconds(9));
        changes[4].IsDeleted.Should().BeTrue();
        changes[4].Payload.IsEmpty.Should().BeTrue();
    }
}
