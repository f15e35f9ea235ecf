using System.Text;

namespace SqueezeFlow.Certainty.Tests.Scenarios;

/// <summary>Everything that happens in one run; equal scenarios run alike.</summary>
/// <param name="Seed">What the trades, their times and delays are drawn from.</param>
/// <param name="Seconds">Wall time of the run.</param>
/// <param name="MarketsPerConnection">Markets that one connection takes.</param>
/// <param name="Markets">The markets.</param>
/// <param name="Faults">What goes wrong.</param>
internal sealed record Scenario(int Seed, int Seconds, int MarketsPerConnection, IReadOnlyList<MarketSpec> Markets, IReadOnlyList<Fault> Faults)
{
    /// <summary>Wall time after the last fault in which everything settles, seconds.</summary>
    public static int Tail(IReadOnlyList<Fault> faults) => faults.Any(f => f is RestFault) ? 420 : 90;

    /// <summary>Faults of a kind.</summary>
    public IEnumerable<T> Of<T>()
        where T : Fault => Faults.OfType<T>();

    public override string ToString()
    {
        var words = new StringBuilder($"seed {Seed}, {Seconds} s, {MarketsPerConnection} markets on a connection");
        foreach (var market in Markets)
        {
            words.Append($"\n  {market}");
        }

        foreach (var fault in Faults)
        {
            words.Append($"\n  {fault}");
        }

        return words.ToString();
    }
}
