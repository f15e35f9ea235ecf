using SqueezeFlow.Core.Signals.Trail;

namespace SqueezeFlow.Grains.Signals.Trail;

/// <summary>
/// Steps that wait for the store, in order. What finds no room is counted under its signal, and told as a step of its own once there is room again.
/// Not thread-safe.
/// </summary>
internal sealed class StepQueue(int capacity)
{
    private readonly Queue<SignalStep> _waiting = new();
    private readonly Dictionary<string, (int Count, SignalStep Last)> _lost = new(StringComparer.Ordinal);

    /// <summary>Steps that wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Takes a step; false when there was no room for it.</summary>
    public bool Add(SignalStep step)
    {
        if (_waiting.Count < capacity)
        {
            _waiting.Enqueue(step);
            return true;
        }

        Lose(step);
        return false;
    }

    /// <summary>The first ones, at most so many; they stay.</summary>
    public IReadOnlyList<SignalStep> Peek(int most) => [.. _waiting.Take(most)];

    /// <summary>The first ones are stored.</summary>
    public void Remove(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _waiting.Dequeue();
        }

        TellLost();
    }

    /// <summary>Those of one signal.</summary>
    public IReadOnlyList<SignalStep> Of(string signalId) => [.. _waiting.Where(step => step.SignalId == signalId)];

    // Of some thousand signals: of further ones the count alone is told.
    private void Lose(SignalStep step)
    {
        var count = _lost.TryGetValue(step.SignalId, out var before) ? before.Count : 0;
        if (count > 0 || _lost.Count < capacity)
        {
            _lost[step.SignalId] = (count + 1, step);
        }
    }

    private void TellLost()
    {
        foreach (var (id, (count, last)) in _lost.Take(Math.Max(0, capacity - _waiting.Count)).ToList())
        {
            _lost.Remove(id);
            _waiting.Enqueue(last with
            {
                Kind = StepKind.Missing,
                Words = $"{count} steps up to here are missing: there was no room for them while the store failed",
                Rule = null,
                TradeId = null,
                OtherId = null,
                Figures = new Dictionary<string, double> { [StepFigures.Count] = count },
            });
        }
    }
}
