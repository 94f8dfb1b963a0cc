using System.Runtime.CompilerServices;
using SyncKit.QuickBooks.Posting;

namespace SyncKit.QuickBooks.Tests.Posting;

/// <summary>The example of docs/rounding-and-proof.md.</summary>
public sealed class DocumentedExample
{
    [Fact]
    public void The_page_shows_the_code_that_runs_here_and_what_it_gives()
    {
        PostingResult result = PostingSolver.Solve(new PostingRequest
        {
            Currency = "USD",
            Total = 34.86m,
            TotalTax = 4.56m,
            Lines =
            [
                new PostingLine { Name = "Cup", Quantity = 1, Gross = 10.10m, Net = 10.10m, TaxCodeId = "TAX" },
                new PostingLine { Name = "Bowl", Quantity = 1, Gross = 10.10m, Net = 10.10m, TaxCodeId = "TAX" },
                new PostingLine { Name = "Plate", Quantity = 1, Gross = 10.10m, Net = 10.10m, TaxCodeId = "TAX" },
            ],
            Tax = new PostingTax
            {
                Model = TaxModel.Manual,
                Arithmetic = TaxArithmetic.PerSubtotal,
                Codes = [new PostingTaxCode("TAX", [new PostingTaxRate("5", 15)])],
            },
            RoundingLimit = 0.05m,
        });

        (string[] code, string[] page) = (Lines(Here()), Lines(Page()));
        int start = Array.FindIndex(code, line => line.StartsWith("PostingResult result", StringComparison.Ordinal));
        string[] example = code[start..Array.IndexOf(code, "});", start)];
        string.Join('\n', page).Should().Contain(string.Join('\n', example));
        page.Should().Contain(result.Solution!.Proof.ToString());
    }

    private static string[] Lines(string path) => [.. File.ReadLines(path).Select(line => line.Trim())];

    private static string Page() => Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "rounding-and-proof.md");

    private static string Here([CallerFilePath] string path = "") => path;
}
