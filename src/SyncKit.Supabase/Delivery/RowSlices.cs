using SyncKit.Supabase.Rows;

namespace SyncKit.Supabase.Delivery;

/// <summary>Writes the rows of a table as requests within the limits: one, unless a single record has more rows than one may carry. Pure.</summary>
internal static class RowSlices
{
    /// <param name="content">The intent's content so far.</param>
    /// <param name="part">The request without counts and body.</param>
    /// <param name="sink">The rows.</param>
    /// <param name="counts">How many of them each target has.</param>
    public static void Write(PooledBuffer content, CallPart part, RowSink sink, IReadOnlyList<int> counts)
    {
        ReadOnlySpan<byte> array = sink.Close();
        ReadOnlySpan<byte> before = part.IsFunction ? "{\"orders\":["u8 : "["u8;
        ReadOnlySpan<byte> after = part.IsFunction ? "]}"u8 : "]"u8;
        int target = 0;
        int usedOfTarget = 0;
        for (int from = 0; from < sink.Count;)
        {
            int to = from + 1;
            while (to < sink.Count && to - from < RequestLimits.Rows && sink.EndOf(to) - sink.StartOf(from) < RequestLimits.Bytes)
            {
                to++;
            }

            List<int> slice = [];
            int first = -1;
            for (int left = to - from; left > 0;)
            {
                int taken = Math.Min(left, counts[target] - usedOfTarget);
                if (first < 0 && taken > 0)
                {
                    first = target;
                }

                if (first >= 0)
                {
                    slice.Add(taken);
                }

                left -= taken;
                usedOfTarget += taken;
                if (usedOfTarget == counts[target])
                {
                    target++;
                    usedOfTarget = 0;
                }
            }

            CallPart sliced = part with { First = first, Counts = slice, ArrayAt = before.Length - 1 };
            CallFrame.WritePart(content, sliced, before, array[sink.StartOf(from)..sink.EndOf(to - 1)], after);
            from = to;
        }
    }
}
