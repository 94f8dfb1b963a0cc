using System.Text.Json;
using SyncKit.QuickBooks.Documents;
using SyncKit.Transforming;

namespace SyncKit.QuickBooks.References;

/// <summary>Asks for the lists that references name entries of, and answers for those entries.</summary>
internal sealed class ListLookUp(ILookup<string, Reference> byKind)
{
    private Range codes;
    private Range rates;
    private Range methods;
    private Range terms;
    private Range classes;
    private Range departments;

    public void AddTo(QueryRound round)
    {
        codes = round.Add(byKind.Contains(ReferenceKinds.TaxCode), ListResolver.TaxCodes);
        rates = round.Add(byKind.Contains(ReferenceKinds.TaxCode), ListResolver.TaxRates);
        methods = round.Add(byKind.Contains(ReferenceKinds.PaymentMethod), ListResolver.PaymentMethods);
        terms = round.Add(byKind.Contains(ReferenceKinds.Term), ListResolver.Terms);
        classes = round.Add(byKind.Contains(ReferenceKinds.Class), ListResolver.Classes);
        departments = round.Add(byKind.Contains(ReferenceKinds.Department), ListResolver.Departments);
    }

    public IEnumerable<ReferenceAnswer> AnswersFrom(QueryRound round, IReadOnlyList<JsonElement> accounts, DateTimeOffset now) =>
    [
        .. byKind[ReferenceKinds.Account].Select(account => ListResolver.Account(account, accounts, now)),
        .. byKind[ReferenceKinds.TaxCode].Select(code => ListResolver.TaxCode(code, round.Rows(codes), round.Rows(rates), now)),
        .. byKind[ReferenceKinds.PaymentMethod].Select(method => ListResolver.PaymentMethod(method, round.Rows(methods), now)),
        .. byKind[ReferenceKinds.Term].Select(term => ListResolver.Term(term, round.Rows(terms), now)),
        .. byKind[ReferenceKinds.Class].Select(@class => ListResolver.Named(@class, round.Rows(classes), now)),
        .. byKind[ReferenceKinds.Department].Select(department => ListResolver.Named(department, round.Rows(departments), now)),
    ];
}
