namespace SyncKit.Http;

/// <summary>What is known of a request over all its attempts.</summary>
internal sealed class AttemptLog
{
    private bool _earlierUncertain;
    private bool _latestUncertain;

    /// <summary>Whether the request went through the pipeline; without it nothing here can be relied on.</summary>
    public bool Piped { get; set; }

    public int Count { get; private set; }

    /// <summary>The wait the latest answer asked for.</summary>
    public TimeSpan? Wait { get; set; }

    /// <summary>Whether the vendor may have acted on an attempt without having said so.</summary>
    public bool Uncertain => _earlierUncertain || _latestUncertain;

    public void Begin()
    {
        Count++;
        Wait = null;
        _earlierUncertain |= _latestUncertain;
        _latestUncertain = true;
    }

    /// <summary>The latest attempt is known not to have left, or to have been answered for good.</summary>
    public void Conclude() => _latestUncertain = false;
}
