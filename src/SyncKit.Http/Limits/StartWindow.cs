namespace SyncKit.Http;

/// <summary>The latest starts that count in one <see cref="RateWindow"/>, oldest first, never more than its permits.</summary>
internal sealed class StartWindow(RateWindow window, TimeSpan length)
{
    private readonly Queue<TimeSpan> _starts = new();
    private TimeSpan _latest = TimeSpan.MinValue;

    public string? Class => window.RequestClass;

    public TimeSpan Length => length;

    public IEnumerable<TimeSpan> Starts => _starts;

    /// <summary>The earliest instant at which one more start keeps every window within its permits.</summary>
    public TimeSpan NextStart => _starts.Count < window.Permits ? TimeSpan.MinValue : _starts.Peek() + length;

    public void Add(TimeSpan at, int count)
    {
        // The permits' worth of latest starts decides alone when the next is allowed; older ones are forgotten.
        for (var i = Math.Min(count, window.Permits); i > 0; i--)
        {
            _starts.Enqueue(at);
        }

        if (at < _latest)
        {
            var sorted = _starts.Order().ToArray();
            _starts.Clear();
            foreach (var start in sorted)
            {
                _starts.Enqueue(start);
            }
        }

        _latest = at > _latest ? at : _latest;
        while (_starts.Count > window.Permits)
        {
            _starts.Dequeue();
        }
    }
}
