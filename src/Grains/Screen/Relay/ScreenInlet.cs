using SqueezeFlow.Core.Api;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>Takes the parcels of other processes in order of their numbers. One that is missing is never passed over in silence.</summary>
/// <param name="hub">The screens of this process.</param>
internal sealed class ScreenInlet(ScreenHub hub)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Stream, long Number)> _sources = new(StringComparer.Ordinal);

    /// <summary>Takes a parcel; one that came before is left out.</summary>
    public void Take(string source, string stream, long number, byte[] events)
    {
        lock (_gate)
        {
            var last = _sources.TryGetValue(source, out var known) && known.Stream == stream ? known.Number : 0;
            if (number <= last)
            {
                return;
            }

            _sources[source] = (stream, number);
            if (number > last + 1)
            {
                StartOver();
            }

            foreach (var (kind, symbol, view) in ScreenParcel.Read(events))
            {
                if (view is null)
                {
                    StartOver();
                }
                else
                {
                    hub.Relay(kind, symbol, view);
                }
            }
        }
    }

    /// <summary>Forgets processes that are gone.</summary>
    public void Keep(IReadOnlySet<string> present)
    {
        lock (_gate)
        {
            foreach (var gone in _sources.Keys.Where(source => !present.Contains(source)).ToArray())
            {
                _sources.Remove(gone);
            }
        }
    }

    private void StartOver()
    {
        RelayMetrics.Missed.Add(1, new KeyValuePair<string, object?>("kind", EventKinds.Resync));
        hub.StartOver();
    }
}
