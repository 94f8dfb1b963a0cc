using SyncKit.Faults;

namespace SyncKit.QuickBooks.Posting;

/// <summary>The tax codes of the lines that have a place of their own.</summary>
internal sealed class LineCodes
{
    private static readonly PostingTaxCode s_free = new(string.Empty, []);
    private readonly PostingTaxCode[] _codes;

    public LineCodes(PostingTax tax, IReadOnlyList<string> ids)
    {
        Dictionary<string, PostingTaxCode> known = [];
        foreach (PostingTaxCode code in tax.Codes)
        {
            known.TryAdd(code.Id, code);
        }

        _codes = [.. ids.Select(id => known.GetValueOrDefault(id, s_free with { Id = id }))];
        HashSet<string> used = [.. ids];
        Rates = [.. tax.Codes.Where(code => used.Contains(code.Id) && ReferenceEquals(known[code.Id], code)).SelectMany(static code => code.Rates)
            .DistinctBy(static rate => rate.Id)];
        IsTaxed = [.. _codes.Select(code => tax.Model == TaxModel.Automated ? !IsFree(code.Id) : Charges(code))];
    }

    public int Count => _codes.Length;

    /// <summary>The rates that the lines' codes charge, each once, in the order of the codes.</summary>
    public IReadOnlyList<PostingTaxRate> Rates { get; }

    /// <summary>Per line, whether tax is charged on it.</summary>
    public bool[] IsTaxed { get; }

    public PostingTaxCode this[int line] => _codes[line];

    public static bool Charges(PostingTaxCode code) => code.Rates.Any(static rate => rate.Percent > 0);

    /// <summary>Why the lines' codes do not take the document's tax.</summary>
    public Failure? Refusal(PostingRequest request)
    {
        if (request.Tax.Model == TaxModel.None)
        {
            return request.TotalTax == 0 ? null : PostingRefusals.NoSalesTax(request.TotalTax);
        }

        if (request.Tax.Model == TaxModel.AsLine)
        {
            return null;
        }

        if (request.TotalTax != 0 && !IsTaxed.Contains(true))
        {
            return request.Tax.Model == TaxModel.Automated || request.Tax.Codes.Any(Charges)
                ? PostingRefusals.NoTaxedLine(request.TotalTax)
                : PostingRefusals.TaxCodeMissing(request.TotalTax);
        }

        string[] charging = [.. _codes.Where(Charges).Select(static code => code.Id).Distinct().Take(2)];
        return request.Tax.Model == TaxModel.Manual && charging.Length > 1 ? PostingRefusals.SeveralTaxCodes(charging[0], charging[1]) : null;
    }

    private static bool IsFree(string id) => id.Length == 0 || id.Equals("NON", StringComparison.OrdinalIgnoreCase);
}
