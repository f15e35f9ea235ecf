using System.Text;
using SqueezeFlow.Exchanges.Sessions;
using SqueezeFlow.Exchanges.Venues;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Keeps what a venue answered, one line each.</summary>
internal sealed class RecordedAnswers : IFeedAnswers
{
    public List<string> Lines { get; } = [];

    /// <summary>The refusals among them.</summary>
    public List<Refusal> Refusals { get; } = [];

    public void Acknowledge(long requestId) => Lines.Add($"accepted {requestId}");

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol) => Lines.Add($"accepted {Encoding.UTF8.GetString(wireSymbol)}");

    public void AcknowledgeNext() => Lines.Add("accepted next");

    public void AcknowledgeGreeting() => Lines.Add("accepted greeting");

    public void Refuse(long requestId, Refusal refusal) => Refuse($"{requestId}", refusal);

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, Refusal refusal) => Refuse(Encoding.UTF8.GetString(wireSymbol), refusal);

    public void RefuseNext(Refusal refusal) => Refuse("next", refusal);

    public void RefuseGreeting(Refusal refusal) => Refuse("greeting", refusal);

    public void Finish(long requestId, Refusal refusal) => Lines.Add($"finished {requestId}: {refusal.Words}");

    public void Reply(ReadOnlySpan<byte> text) => Lines.Add($"reply {Encoding.UTF8.GetString(text)}");

    public void Reconnect(string reason) => Lines.Add($"reconnect: {reason}");

    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol) => Lines.Add($"channel {channel} {Encoding.UTF8.GetString(wireSymbol)}");

    private void Refuse(string what, Refusal refusal)
    {
        Refusals.Add(refusal);
        Lines.Add($"refused {what}: {refusal.Words}");
    }
}
