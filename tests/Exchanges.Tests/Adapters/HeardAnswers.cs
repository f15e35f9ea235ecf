using System.Text;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Keeps what an adapter tells of a venue's answers, one line each.</summary>
internal sealed class HeardAnswers : IFeedAnswers
{
    public List<string> Lines { get; } = [];

    public void Acknowledge(long requestId) => Lines.Add($"acknowledged {requestId}");

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol) => Lines.Add($"acknowledged {Encoding.UTF8.GetString(wireSymbol)}");

    public void AcknowledgeNext() => Lines.Add("acknowledged next");

    public void Refuse(long requestId, string reason) => Lines.Add($"refused {requestId}: {reason}");

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, string reason) => Lines.Add($"refused {Encoding.UTF8.GetString(wireSymbol)}: {reason}");

    public void RefuseNext(string reason) => Lines.Add($"refused next: {reason}");

    public void Finish(long requestId, string reason) => Lines.Add($"finished {requestId}: {reason}");

    public void Reply(ReadOnlySpan<byte> text) => Lines.Add($"sent {Encoding.UTF8.GetString(text)}");
}
