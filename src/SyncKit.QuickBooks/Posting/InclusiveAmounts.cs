namespace SyncKit.QuickBooks.Posting;

/// <summary>Splits the document's tax over the lines, for a document whose prices include it.</summary>
internal static class InclusiveAmounts
{
    /// <summary>The amounts with tax; together they are the amounts and the tax.</summary>
    public static decimal[] Of(PostingRequest request, LineAmounts lines, LineCodes codes, decimal tax)
    {
        decimal[] shares = request.Tax.Arithmetic == TaxArithmetic.Stated
            ? Apportionment.Share(tax, Weights(request, lines, codes), decimal.IsInteger(tax) ? lines.Unit : 0.01m)
            : Computed(request.Tax.Arithmetic, lines, codes, tax);
        return [.. lines.Reduced.Select((amount, i) => amount + shares[i])];
    }

    /// <summary>The taxes that QuickBooks computes on the lines. The shop's own may differ from them by a cent already, and QuickBooks allows no more.</summary>
    private static decimal[] Computed(TaxArithmetic arithmetic, LineAmounts lines, LineCodes codes, decimal tax)
    {
        int[] taxed = [.. Enumerable.Range(0, codes.Count).Where(line => codes.IsTaxed[line])];
        decimal[] exact = [.. taxed.Select(line => TaxComputation.Of(codes[line], lines.Reduced[line], arithmetic == TaxArithmetic.PerLine ? Cent.Round : static tax => tax))];
        decimal[] whole = Apportionment.Whole(exact, tax, 0.01m);
        decimal[] shares = new decimal[codes.Count];
        for (int i = 0; i < taxed.Length; i++)
        {
            shares[taxed[i]] = whole[i];
        }

        return shares;
    }

    /// <summary>By the shop's own taxes, or else by the rates, or else by the amounts.</summary>
    private static decimal[] Weights(PostingRequest request, LineAmounts lines, LineCodes codes)
    {
        Func<int, decimal>[] choices =
        [
            line => lines.Net[line] == 0 ? request.Lines[lines.Index[line]].Tax : request.Lines[lines.Index[line]].Tax * lines.Reduced[line] / lines.Net[line],
            line => TaxComputation.Of(codes[line], lines.Reduced[line]),
            line => lines.Reduced[line],
            static _ => 1,
        ];

        return choices.Select(weight => Enumerable.Range(0, codes.Count).Select(line => codes.IsTaxed[line] ? weight(line) : 0).ToArray())
            .FirstOrDefault(static weights => weights.Any(static weight => weight > 0)) ?? new decimal[codes.Count];
    }
}
