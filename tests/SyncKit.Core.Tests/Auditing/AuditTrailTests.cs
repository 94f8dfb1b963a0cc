using System.Text;
using CsCheck;
using SyncKit.Auditing;

namespace SyncKit.Core.Tests.Auditing;

public sealed class AuditTrailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, long, string> Tamperings => new()
    {
        { "change an entry", 700, "was changed" },
        { "change an entry and its hash", 701, "was changed" },
        { "change the first", 1, "was changed" },
        { "change the last", 1200, "was changed" },
        { "take one out", 700, "The entries 700 to 700 are missing." },
        { "take one out and close the gap", 700, "was changed, or it was put in or moved" },
        { "put one in", 700, "was changed, or it was put in or moved" },
        { "swap two", 700, "was changed, or it was put in or moved" },
        { "cut off the tail", 1101, "the entries from 1101 on were cut off" },
        { "cut off the tail and set the head to a guess", 1101, "The head of the trail says" },
        { "move the head back", 1101, "is there, and the head of the trail does not know it" },
        { "put one behind the head", 1201, "The entry 1201 is there" },
        { "take a hash away", 700, "has no hash" },
        { "take all hashes away", 1201, "1200 entries have no hash, and the head of the trail says 0" },
        { "take the head away", 1, "The entry 1 is there" },
        { "take all rows away", 1, "the entries from 1 on were cut off" },
    };

    [Fact]
    public async Task A_trail_that_nobody_touched_is_intact()
    {
        LooseTrail trail = LooseTrail.Of(1200);
        AuditMark noted = new(700, trail.Rows[699].Hash);

        AuditVerification found = await new AuditTrail(trail).VerifyAsync(LooseTrail.Acme, noted, Cancel);

        found.Should().Be(new AuditVerification(1200, 0, trail.Head.Mark, null, null));
        found.IsIntact.Should().BeTrue();
        (await new AuditTrail(new LooseTrail()).VerifyAsync(LooseTrail.Acme, AuditMark.Empty, Cancel)).IsIntact.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Tamperings))]
    public async Task What_was_done_to_a_trail_is_found_where_it_was_done(string deed, long firstBad, string problem)
    {
        LooseTrail trail = LooseTrail.Of(1200);
        Tamper(trail, deed);

        AuditVerification found = await new AuditTrail(trail).VerifyAsync(LooseTrail.Acme, null, Cancel);

        found.IsIntact.Should().BeFalse();
        found.FirstBad.Should().Be(firstBad);
        found.Problem.Should().Contain(problem);
        found.Head.Sequence.Should().Be(firstBad - 1);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(800)]
    public async Task A_trail_that_was_written_anew_with_its_head_is_found_by_a_mark_from_elsewhere(int changed)
    {
        LooseTrail trail = LooseTrail.Of(1200);
        AuditMark noted = new(1000, trail.Rows[999].Hash);
        trail.Rows[changed] = trail.Rows[changed] with { Entry = LooseTrail.Entry(9999) };
        trail.Rechain();

        (await new AuditTrail(trail).VerifyAsync(LooseTrail.Acme, null, Cancel)).IsIntact.Should().BeTrue("nothing in it betrays it");
        AuditVerification found = await new AuditTrail(trail).VerifyAsync(LooseTrail.Acme, noted, Cancel);

        found.FirstBad.Should().Be(1000);
        found.Problem.Should().Contain("noted elsewhere");
    }

    [Fact]
    public async Task A_trail_that_was_cut_off_with_its_head_is_found_by_a_mark_from_elsewhere()
    {
        LooseTrail trail = LooseTrail.Of(1200);
        AuditMark noted = trail.Head.Mark;
        trail.Rows.RemoveRange(900, 300);
        trail.Rechain();

        (await new AuditTrail(trail).VerifyAsync(LooseTrail.Acme, noted, Cancel)).Problem.Should().Be(
            "The trail ends at 900, and 1200 was noted elsewhere: it was cut off, together with its head.");
    }

    [Fact]
    public async Task Entries_from_before_the_chain_are_counted_and_said_to_be_unproven()
    {
        LooseTrail trail = LooseTrail.Of(10, unchained: 7);

        AuditVerification found = await new AuditTrail(trail).VerifyAsync(LooseTrail.Acme, null, Cancel);

        (found.IsIntact, found.Entries, found.Unchained, found.Head.Sequence).Should().Be((true, 10, 7, 17));
        trail.Rows[3] = trail.Rows[3] with { Entry = LooseTrail.Entry(99) };
        (await new AuditTrail(trail).VerifyAsync(LooseTrail.Acme, null, Cancel)).IsIntact.Should().BeTrue("nothing proves them");
        trail.Rows.RemoveAt(3);
        (await new AuditTrail(trail).VerifyAsync(LooseTrail.Acme, null, Cancel)).FirstBad.Should().Be(4);
    }

    [Fact]
    public async Task Entries_that_are_added_during_a_check_do_not_disturb_it()
    {
        LooseTrail trail = LooseTrail.Of(1200);
        AuditHead before = trail.Head;
        trail.Append(5);
        LooseTrail growing = new() { Rows = trail.Rows, Head = before };
        Task<AuditVerification> check = new AuditTrail(new GrowingTrail(growing, trail.Head)).VerifyAsync(LooseTrail.Acme, null, Cancel);

        (await check).Should().Be(new AuditVerification(1200, 0, before.Mark, null, null));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1203, 0)]
    [InlineData(3, 4)]
    public async Task An_export_passes_the_check_without_a_storage(int entries, int unchained)
    {
        LooseTrail trail = LooseTrail.Of(entries, unchained);
        using MemoryStream file = new();

        AuditMark mark = await new AuditTrail(trail).ExportAsync(LooseTrail.Acme, file, Cancel);

        mark.Should().Be(trail.Head.Mark);
        string[] lines = Encoding.UTF8.GetString(file.ToArray()).Split('\n');
        lines.Should().HaveCount(entries + unchained + 2).And.Subject.Last().Should().BeEmpty();
        lines[^2].Should().Be($$"""{"head":"{{mark}}","tenant":"acme","unchained":{{unchained}}}""");
        file.Position = 0;
        (await AuditTrail.VerifyExportAsync(file, mark, Cancel)).Should().Be(new AuditVerification(entries, unchained, mark, null, null));
    }

    [Fact]
    public async Task Any_text_passes_through_an_export()
    {
        await Gen.String.Array[1, 4].SampleAsync(
            async texts =>
            {
                LooseTrail trail = new();
                trail.Rows.AddRange(texts.Select(text => new AuditRecord(0, new AuditEntry(LooseTrail.Acme, default, text, text, text, text), default)));
                trail.Rechain();
                using MemoryStream file = new(await ExportAsync(trail));
                (await AuditTrail.VerifyExportAsync(file, trail.Head.Mark, Cancel)).Problem.Should().BeNull();
            },
            iter: 300);
    }

    [Fact]
    public async Task An_export_that_was_changed_by_one_byte_anywhere_does_not_pass()
    {
        byte[] file = await ExportAsync(LooseTrail.Of(4));
        for (int i = 0; i < file.Length - 1; i++)
        {
            byte[] changed = [.. file];
            changed[i] ^= 1;
            AuditVerification found = await AuditTrail.VerifyExportAsync(new MemoryStream(changed), null, Cancel);
            found.IsIntact.Should().BeFalse($"byte {i} ({(char)file[i]}) became {(char)changed[i]}");
        }
    }

    [Fact]
    public async Task An_export_that_was_cut_or_sewn_together_does_not_pass()
    {
        byte[] file = await ExportAsync(LooseTrail.Of(4));
        for (int length = 0; length < file.Length - 1; length++)
        {
            (await AuditTrail.VerifyExportAsync(new MemoryStream(file[..length]), null, Cancel)).IsIntact.Should().BeFalse($"it ends after {length} bytes");
        }

        string text = Encoding.UTF8.GetString(file);
        string[] lines = text.TrimEnd('\n').Split('\n');
        string[] sewn =
        [
            text + text,
            text + lines[0] + "\n",
            string.Join('\n', lines[1..]),
            string.Join('\n', [lines[0], .. lines[2..]]),
            string.Join('\n', [lines[1], lines[0], .. lines[2..]]),
            string.Join('\n', [.. lines[..2], lines[1], .. lines[2..]]),
            text.Replace("\"tenant\":\"acme\"", "\"tenant\":\"other\"", StringComparison.Ordinal),
            lines[0].Replace("\"sequence\":1", "\"sequence\":1,\"note\":\"harmless\"", StringComparison.Ordinal) + "\n" + string.Join('\n', lines[1..]),
            lines[0].Replace("{", "{\"actor\":\"somebody\",", StringComparison.Ordinal) + "\n" + string.Join('\n', lines[1..]),
            "\n" + text,
            new string('x', 3_000_000),
            "[]", "null", "7", "{}",
        ];
        foreach (string changed in sewn)
        {
            AuditVerification found = await AuditTrail.VerifyExportAsync(new MemoryStream(Encoding.UTF8.GetBytes(changed)), null, Cancel);
            found.IsIntact.Should().BeFalse(changed[..Math.Min(changed.Length, 200)]);
            found.Problem.Should().NotBeNullOrEmpty();
        }
    }

    [Fact]
    public async Task No_noise_is_an_export_and_none_is_a_crash() =>
        await Gen.Byte.Array[0, 300].SampleAsync(
            async noise => (await AuditTrail.VerifyExportAsync(new MemoryStream(noise), null, Cancel)).IsIntact.Should().BeFalse(), iter: 2000);

    private static async Task<byte[]> ExportAsync(LooseTrail trail)
    {
        using MemoryStream file = new();
        await new AuditTrail(trail).ExportAsync(LooseTrail.Acme, file, Cancel);
        return file.ToArray();
    }

    private static void Tamper(LooseTrail trail, string deed)
    {
        List<AuditRecord> rows = trail.Rows;
        switch (deed)
        {
            case "change an entry":
                rows[699] = rows[699] with { Entry = rows[699].Entry with { Reason = "harmless" } };
                break;
            case "change an entry and its hash":
                AuditEntry changed = rows[699].Entry with { Reason = "harmless" };
                rows[699] = rows[699] with { Entry = changed, Hash = AuditChain.Next(rows[698].Hash, 700, changed) };
                break;
            case "change the first":
                rows[0] = rows[0] with { Entry = rows[0].Entry with { Actor = "nobody" } };
                break;
            case "change the last":
                rows[^1] = rows[^1] with { Entry = rows[^1].Entry with { At = rows[^1].Entry.At.AddTicks(1) } };
                break;
            case "take one out":
                rows.RemoveAt(699);
                break;
            case "take one out and close the gap":
                rows.RemoveAt(699);
                Renumber(rows);
                break;
            case "put one in":
                rows.Insert(699, new AuditRecord(700, LooseTrail.Entry(9999), AuditChain.Next(rows[697].Hash, 700, LooseTrail.Entry(9999))));
                Renumber(rows);
                break;
            case "swap two":
                (rows[699], rows[700]) = (rows[700] with { Sequence = 700 }, rows[699] with { Sequence = 701 });
                break;
            case "cut off the tail":
                rows.RemoveRange(1100, 100);
                break;
            case "cut off the tail and set the head to a guess":
                rows.RemoveRange(1100, 100);
                trail.Head = new AuditHead(new AuditMark(1100, AuditHash.Of("guess"u8)), 0);
                break;
            case "move the head back":
                trail.Head = new AuditHead(new AuditMark(1100, rows[1099].Hash), 0);
                break;
            case "put one behind the head":
                AuditMark beyond = AuditChain.Append(trail.Head.Mark, LooseTrail.Entry(1201));
                rows.Add(new AuditRecord(1201, LooseTrail.Entry(1201), beyond.Hash));
                break;
            case "take a hash away":
                rows[699] = rows[699] with { Hash = default };
                break;
            case "take all hashes away":
                trail.Rows = [.. rows.Select(row => row with { Hash = default })];
                trail.Head = new AuditHead(new AuditMark(1200, default), 0);
                break;
            case "take the head away":
                trail.Head = AuditHead.Empty;
                break;
            case "take all rows away":
                rows.Clear();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(deed), deed, "Nobody does this.");
        }
    }

    private static void Renumber(List<AuditRecord> rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i] = rows[i] with { Sequence = i + 1 };
        }
    }
}
