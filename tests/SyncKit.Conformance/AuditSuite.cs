using FluentAssertions;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Lanes;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>The audit trail: a chain for each tenant, and its pages.</summary>
public abstract class AuditSuite : StorageSuite
{
    private static readonly Merchant Other = new("other");

    [Fact]
    public async Task Each_entry_is_chained_to_the_one_before()
    {
        AuditEntry[] entries = [Entry("1"), Entry("2"), Entry("3", Other.Tenant), Entry("4")];
        await Storage.Audit.AppendAsync(entries[..2], Token);
        await Storage.Audit.AppendAsync(entries[2..], Token);

        AuditMark first = AuditChain.Append(AuditMark.Empty, entries[0]);
        AuditMark second = AuditChain.Append(first, entries[1]);
        AuditMark third = AuditChain.Append(second, entries[3]);
        AuditMark others = AuditChain.Append(AuditMark.Empty, entries[2]);
        (await Read()).Should().Equal(Record(first, entries[0]), Record(second, entries[1]), Record(third, entries[3]));
        (await Storage.Audit.FindHeadAsync(Acme.Tenant, Token)).Should().Be(new AuditHead(third, 0));
        (await Storage.Audit.FindHeadAsync(Other.Tenant, Token)).Should().Be(new AuditHead(others, 0));
        (await Storage.Audit.FindHeadAsync(new TenantId("nobody"), Token)).Should().Be(AuditHead.Empty);
    }

    [Fact]
    public async Task A_chain_goes_on_after_a_restart()
    {
        await Storage.Audit.AppendAsync([Entry("before")], Token);

        await Storage.ReopenAsync();
        await Storage.Audit.AppendAsync([Entry("after")], Token);

        await ShouldBeChained(2);
    }

    [Fact]
    public async Task What_a_settlement_says_is_in_the_chain_and_what_a_fenced_one_says_is_not()
    {
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        await Storage.Audit.AppendAsync([Entry("before")], Token);

        (await Storage.Lanes.SettleAsync(lease, new Settlement { Audit = [Entry("one"), Entry("two")] }, Token)).Should().BeTrue();
        Storage.Time.Advance(Life * 2);
        await TryLease("second");
        (await Storage.Lanes.SettleAsync(lease, new Settlement { Audit = [Entry("fenced")] }, Token)).Should().BeFalse();

        (await Read()).Select(record => record.Entry.Subject).Should().Equal("before", "one", "two");
        await ShouldBeChained(3);
    }

    [Fact]
    public async Task Any_text_comes_back_as_it_was_chained()
    {
        string[] texts = ["", "ü 漢字 🧾", "a\0b", "\"\\\r\n\t", "\uD800 alone", new string('x', 5000)];
        AuditEntry[] entries = [.. texts.Select(text => new AuditEntry(Acme.Tenant, Now, text, text, text, text))];
        DateTimeOffset elsewhere = new(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2));

        await Storage.Audit.AppendAsync([.. entries, Entry("there") with { At = elsewhere }], Token);

        await ShouldBeChained(texts.Length + 1);
        (await Read())[^1].Entry.At.Should().Be(elsewhere);
    }

    [Fact]
    public async Task Many_writers_make_one_line()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(writer => Task.Run(
            async () =>
            {
                for (int i = 0; i < 25; i++)
                {
                    await Storage.Audit.AppendAsync([Entry($"{writer}-{i}"), Entry($"{writer}-{i}", Other.Tenant)], Token);
                }
            },
            Token)));

        await ShouldBeChained(400);
        await ShouldBeChained(400, Other.Tenant);
        (await Read()).Select(record => record.Entry.Subject).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Pages_go_from_the_newest_to_the_oldest_without_a_gap_while_entries_are_added()
    {
        await Storage.Audit.AppendAsync([.. Enumerable.Range(1, 7).Select(i => Entry($"{i}"))], Token);

        IReadOnlyList<AuditRecord> first = await List(new AuditQuery(Acme.Tenant) { Most = 3 });
        await Storage.Audit.AppendAsync([Entry("8")], Token);
        IReadOnlyList<AuditRecord> second = await List(new AuditQuery(Acme.Tenant) { Most = 3, Before = first[^1].Sequence });
        IReadOnlyList<AuditRecord> third = await List(new AuditQuery(Acme.Tenant) { Most = 3, Before = second[^1].Sequence });

        first.Concat(second).Concat(third).Select(record => record.Sequence).Should().Equal(7, 6, 5, 4, 3, 2, 1);
    }

    [Fact]
    public async Task Pages_are_narrowed_by_action_subject_and_time()
    {
        AuditEntry[] entries =
        [
            new(Acme.Tenant, Now, "credentials.read", "a", "", "x"),
            new(Acme.Tenant, Now.AddHours(1), "credentials.changed", "b", "", "x"),
            new(Acme.Tenant, Now.AddHours(2), "credential", "b", "", "x"),
            new(Acme.Tenant, Now.AddHours(3), "Credentials.read", "B", "", "x"),
            new(Acme.Tenant, Now.AddHours(4), "credentials.%", "b", "", "x"),
            new(Other.Tenant, Now, "credentials.read", "a", "", "x"),
        ];
        await Storage.Audit.AppendAsync(entries, Token);
        AuditQuery all = new(Acme.Tenant);

        (await Numbers(all)).Should().Equal(5, 4, 3, 2, 1);
        (await Numbers(all with { ActionPrefix = "credentials." })).Should().Equal(5, 2, 1);
        (await Numbers(all with { ActionPrefix = "credentials.%" })).Should().Equal(5);
        (await Numbers(all with { ActionPrefix = "" })).Should().HaveCount(5);
        (await Numbers(all with { Subject = "b" })).Should().Equal(5, 3, 2);
        (await Numbers(all with { From = Now.AddHours(1), Until = Now.AddHours(3) })).Should().Equal(3, 2);
        (await Numbers(all with { Subject = "b", ActionPrefix = "credentials.", Before = 5 })).Should().Equal(2);
    }

    [Fact]
    public async Task Entries_are_read_from_any_number_on()
    {
        await Storage.Audit.AppendAsync([.. Enumerable.Range(1, 5).Select(i => Entry($"{i}"))], Token);

        (await Storage.Audit.ReadAsync(Acme.Tenant, 2, 2, Token)).Select(record => record.Sequence).Should().Equal(3, 4);
        (await Storage.Audit.ReadAsync(Acme.Tenant, 5, 2, Token)).Should().BeEmpty();
        (await Storage.Audit.ReadAsync(Other.Tenant, 0, 2, Token)).Should().BeEmpty();
    }

    private static AuditRecord Record(AuditMark mark, AuditEntry entry) => new(mark.Sequence, entry, mark.Hash);

    private AuditEntry Entry(string subject, TenantId? tenant = null) => new(tenant ?? Acme.Tenant, Now, "test.done", subject, "because", "suite");

    private Task<IReadOnlyList<AuditRecord>> List(AuditQuery query) => Storage.Audit.ListAsync(query, Token);

    private async Task<IEnumerable<long>> Numbers(AuditQuery query) => (await List(query)).Select(record => record.Sequence);

    private Task<IReadOnlyList<AuditRecord>> Read(TenantId? tenant = null) => Storage.Audit.ReadAsync(tenant ?? Acme.Tenant, 0, 1000, Token);

    private async Task ShouldBeChained(int entries, TenantId? tenant = null)
    {
        AuditMark mark = AuditMark.Empty;
        foreach (AuditRecord record in await Read(tenant))
        {
            mark = AuditChain.Append(mark, record.Entry);
            record.Should().Be(Record(mark, record.Entry));
        }

        mark.Sequence.Should().Be(entries);
        (await Storage.Audit.FindHeadAsync(tenant ?? Acme.Tenant, Token)).Should().Be(new AuditHead(mark, 0));
    }
}
