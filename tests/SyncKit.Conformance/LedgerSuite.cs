using FluentAssertions;
using SyncKit.Connections;
using SyncKit.Inbox;
using SyncKit.Lanes;
using SyncKit.Ledger;
using Xunit;

namespace SyncKit.Conformance;

/// <summary>The ledger answers what is where, exactly and page by page.</summary>
public abstract class LedgerSuite : StorageSuite
{
    [Theory]
    [InlineData("0.00")]
    [InlineData("0.1")]
    [InlineData("-12345678901234567.8901")]
    [InlineData("79228162514264337593543950335")]
    public async Task Amounts_come_back_to_the_last_digit(string text)
    {
        decimal amount = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        await Commit(Acme.Change("1"));
        LaneLease lease = await Lease();
        InboxItem item = (await Take(lease)).Single();
        await Storage.Lanes.SettleAsync(
            lease,
            new Settlement
            {
                Outcomes = [new ItemOutcome { Item = item, Kind = OutcomeKind.Written, Record = Outcomes.Record(item, OutcomeKind.Written, Now) with { Total = amount } }],
                Documents = [Outcomes.Document(item.Change, Now) with { Total = amount, Tax = -amount, State = DocumentState.Voided }],
            },
            Token);

        LedgerView view = await Find(Acme.Order("1"));
        view.Record!.Total.ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be(text);
        view.Documents["sale"].Total.ToString(System.Globalization.CultureInfo.InvariantCulture).Should().Be(text);
        view.Documents["sale"].Tax.Should().Be(-amount);
        view.Documents["sale"].State.Should().Be(DocumentState.Voided);
    }

    [Fact]
    public async Task A_document_replaces_the_one_of_its_key_and_stands_beside_others()
    {
        await WriteDocuments("1", Outcomes.Document(Acme.Change("1"), Now), Outcomes.Document(Acme.Change("1"), Now, "refund:17"));
        LedgerDocument second = Outcomes.Document(Acme.Change("1"), Now.AddSeconds(1), "sale", 2) with { Version = "1", Total = 5.00m };
        await WriteDocuments("1", second);

        LedgerView view = await Find(Acme.Order("1"));
        view.Documents.Keys.Should().BeEquivalentTo("sale", "refund:17");
        view.Documents["sale"].Should().Be(second);
    }

    [Fact]
    public async Task Many_records_are_found_at_once_and_unknown_ones_are_left_out()
    {
        Change[] changes = [.. Enumerable.Range(0, 300).Select(i => Acme.Change($"{i}"))];
        await Commit(changes);
        await Work();
        RecordKey[] asked = [.. Enumerable.Range(0, 600).Select(i => Acme.Order($"{i}"))];

        IReadOnlyDictionary<RecordKey, LedgerView> found = await Storage.Ledger.FindAsync(Merchant.Flow, Acme.Books, asked, Token);

        found.Keys.Should().BeEquivalentTo(asked.Take(300));
        found.Should().OnlyContain(pair => pair.Value.Record!.Record == pair.Key && pair.Value.Documents.Count == 0);
        (await Storage.Ledger.FindAsync("another-flow", Acme.Books, asked, Token)).Should().BeEmpty();
        (await Storage.Ledger.FindAsync(Merchant.Flow, new ConnectionId(Acme.Tenant, "quickbooks", "other"), asked, Token)).Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(12)]
    [InlineData(500)]
    public async Task Records_are_listed_page_by_page_each_once(int limit)
    {
        string[] ids = [.. Enumerable.Range(0, 10).Select(i => $"{i}"), "a|b/c\n%", "ä'\""];
        await Commit([.. ids.Select(id => Acme.Change(id))]);
        await Work();

        List<string> listed = [];
        string? after = null;
        do
        {
            LedgerPage<LedgerRecord> page = await Storage.Ledger.ListRecordsAsync(
                Acme.Tenant, new LedgerQuery { Flow = Merchant.Flow, After = after, Limit = limit }, Token);
            page.Rows.Count.Should().BeInRange(1, limit);
            listed.AddRange(page.Rows.Select(record => record.Record.Id));
            after = page.Next;
        }
        while (after is not null);

        listed.Should().BeEquivalentTo(ids).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Records_are_listed_by_state()
    {
        OutcomeKind[] kinds = [OutcomeKind.Written, OutcomeKind.Skipped, OutcomeKind.Dead];
        foreach (OutcomeKind kind in kinds)
        {
            await Commit(Acme.Change($"{kind}-1"), Acme.Change($"{kind}-2"));
            await Work(kind);
        }

        await Storage.DeadLetters.DismissAsync(Merchant.Flow, Acme.Order("Dead-2"), Token);

        (await List(LedgerState.Written)).Should().BeEquivalentTo("Written-1", "Written-2");
        (await List(LedgerState.Skipped)).Should().BeEquivalentTo("Skipped-1", "Skipped-2");
        (await List(LedgerState.Dead)).Should().BeEquivalentTo("Dead-1");
        (await List(LedgerState.Dismissed)).Should().BeEquivalentTo("Dead-2");
        (await List(null)).Should().HaveCount(6);
    }

    [Fact]
    public async Task Documents_are_listed_page_by_page_with_several_of_one_record()
    {
        for (int i = 0; i < 3; i++)
        {
            Change change = Acme.Change($"{i}");
            await WriteDocuments($"{i}", Outcomes.Document(change, Now), Outcomes.Document(change, Now, "refund:1"), Outcomes.Document(change, Now, "refund:2"));
        }

        List<(string, string)> listed = [];
        string? after = null;
        do
        {
            LedgerPage<LedgerDocument> page = await Storage.Ledger.ListDocumentsAsync(
                Acme.Tenant, new LedgerQuery { Flow = Merchant.Flow, After = after, Limit = 2, State = LedgerState.Dead }, Token);
            listed.AddRange(page.Rows.Select(document => (document.Record.Id, document.Key)));
            after = page.Next;
        }
        while (after is not null);

        listed.Should().HaveCount(9).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_document_without_date_fingerprint_and_proof_stays_without()
    {
        LedgerDocument plain = Outcomes.Document(Acme.Change("1"), Now) with
        {
            CountsTowardsTotal = true,
            Date = null,
            Fingerprint = string.Empty,
            Proof = string.Empty,
            SettingsVersion = 0,
            Hash = default,
        };
        await WriteDocuments("1", plain);

        (await Find(Acme.Order("1"))).Documents["sale"].Should().Be(plain);
    }

    [Fact]
    public async Task A_document_in_the_books_leads_back_to_its_record()
    {
        LedgerDocument sale = Outcomes.Document(Acme.Change("1"), Now);
        LedgerDocument twin = Outcomes.Document(Acme.Change("2"), Now) with { Kind = "Invoice" };
        LedgerDocument voided = Outcomes.Document(Acme.Change("3"), Now) with { DestinationId = "146", State = DocumentState.Voided };
        await WriteDocuments("1", sale, twin, voided);

        (await FindDocuments(Acme.Books, ("SalesReceipt", "145"))).Should().Equal(sale);
        (await FindDocuments(Acme.Books, ("Invoice", "145"), ("SalesReceipt", "146"), ("Invoice", "146"), ("SalesReceipt", "999")))
            .Should().BeEquivalentTo([twin, voided]);
        (await FindDocuments(Acme.Books)).Should().BeEmpty();
        (await FindDocuments(new ConnectionId(Acme.Tenant, "quickbooks", "other"), ("SalesReceipt", "145"))).Should().BeEmpty();
    }

    [Fact]
    public async Task A_document_that_got_another_id_is_found_by_that_one_only()
    {
        await WriteDocuments("1", Outcomes.Document(Acme.Change("1"), Now));
        LedgerDocument anew = Outcomes.Document(Acme.Change("1"), Now, "sale", 2) with { DestinationId = "200" };
        await WriteDocuments("1", anew);

        (await FindDocuments(Acme.Books, ("SalesReceipt", "145"), ("SalesReceipt", "200"))).Should().Equal(anew);
    }

    private Task<IReadOnlyList<LedgerDocument>> FindDocuments(ConnectionId lane, params (string Kind, string Id)[] documents) =>
        Storage.Ledger.FindDocumentsAsync(lane, [.. documents.Select(document => new DocumentId(document.Kind, document.Id))], Token);

    private async Task<IEnumerable<string>> List(LedgerState? state) =>
        (await Storage.Ledger.ListRecordsAsync(Acme.Tenant, new LedgerQuery { Flow = Merchant.Flow, State = state }, Token))
            .Rows.Select(record => record.Record.Id);

    private async Task WriteDocuments(string id, params LedgerDocument[] documents)
    {
        await Commit(Acme.Thin(id));
        LaneLease lease = await Lease();
        ItemOutcome[] outcomes = [.. (await Take(lease)).Select(item => Outcomes.Of(item, OutcomeKind.Written, Now))];
        await Storage.Lanes.SettleAsync(lease, new Settlement { Outcomes = outcomes, Documents = documents }, Token);
        await Release(lease);
    }
}
