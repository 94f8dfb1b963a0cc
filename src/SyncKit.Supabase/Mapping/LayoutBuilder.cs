using SyncKit.Connectors;

namespace SyncKit.Supabase.Mapping;

/// <summary>Makes the layout that settings describe, or says what is wrong with them. Pure.</summary>
internal sealed class LayoutBuilder(SupabaseTables settings)
{
    private readonly List<Finding> findings = [];

    /// <summary>What is wrong; empty when nothing is.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <returns><see langword="null"/> when something is wrong.</returns>
    public Layout? Build()
    {
        (TableKind Kind, SupabaseTable Setting)[] all =
        [
            (TableKind.Orders, settings.Orders), (TableKind.OrderLines, settings.OrderLines), (TableKind.OrderRefunds, settings.OrderRefunds),
            (TableKind.OrderRefundLines, settings.OrderRefundLines), (TableKind.Customers, settings.Customers), (TableKind.Products, settings.Products),
        ];
        Dictionary<TableKind, TableMap> maps = [];
        foreach ((TableKind kind, SupabaseTable setting) in all)
        {
            if (setting.Skip)
            {
                RefuseOff(kind);
            }
            else if (new TableMapBuilder(kind, setting, findings).Build() is { } map)
            {
                maps[kind] = map;
                Require(map);
            }
        }

        if (settings.OrderFunction is { } function && !TableMapBuilder.IsName(function))
        {
            Error("tables.orderFunction", "tables.orderFunction is no name of a function that can be called: write its name alone, without schema and brackets.");
        }

        return findings.Count == 0 ? new Layout(settings, maps) : null;
    }

    private void RefuseOff(TableKind kind)
    {
        if (!kind.IsOfOrder)
        {
            Error($"{kind.Path}.skip", $"{kind.Path}.skip cannot be set: switch the flow off that writes these rows.");
        }
        else if (settings.OrderFunction is not null)
        {
            Error($"{kind.Path}.skip", $"{kind.Path}.skip cannot be set while tables.orderFunction is set, which writes all that belongs to an order: take one of the two out.");
        }
    }

    private void Require(TableMap map)
    {
        if (map.Kind.IsOfOrder)
        {
            return;
        }

        if (settings.Deletes == SupabaseDeletes.Soft && map.Column(FieldNames.DeletedAt) is null)
        {
            Error(
                $"{map.Kind.Path}.columns",
                $"{map.Kind.Path}.columns has no {FieldNames.DeletedAt}, so the row of a record that is gone cannot be marked: map it, or set tables.deletes to hard.");
        }

        if (map.Kind != TableKind.Orders)
        {
            return;
        }

        if (!new MoneyColumns(map).HasWorth)
        {
            Error(
                $"{map.Kind.Path}.columns",
                $"{map.Kind.Path}.columns says not what an order is worth, so nobody could tell whether the table agrees with the shop: map {FieldNames.NetTotal}, or "
                    + $"{FieldNames.Total} and {FieldNames.RefundedTotal}.");
        }

        if (map.Column(FieldNames.Currency) is null)
        {
            Error($"{map.Kind.Path}.columns", $"{map.Kind.Path}.columns has no {FieldNames.Currency}, without which an amount says nothing: map it.");
        }
    }

    private void Error(string setting, string message) => findings.Add(new Finding(FindingSeverity.Error, setting, message));
}
