using System.Text;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Keeps what a venue answered, one line each.</summary>
internal sealed class RecordedAnswers : IFeedAnswers
{
    public List<string> Lines { get; } = [];

    public void Acknowledge(long requestId) => Lines.Add($"accepted {requestId}");

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol) => Lines.Add($"accepted {Encoding.UTF8.GetString(wireSymbol)}");

    public void AcknowledgeNext() => Lines.Add("accepted next");

    public void Refuse(long requestId, string reason) => Lines.Add($"refused {requestId}: {reason}");

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, string reason) =>
        Lines.Add($"refused {Encoding.UTF8.GetString(wireSymbol)}: {reason}");

    public void RefuseNext(string reason) => Lines.Add($"refused next: {reason}");

    public void Finish(long requestId, string reason) => Lines.Add($"finished {requestId}: {reason}");

    public void Reply(ReadOnlySpan<byte> text) => Lines.Add($"reply {Encoding.UTF8.GetString(text)}");

    public void Reconnect(string reason) => Lines.Add($"reconnect: {reason}");

    public void NameChannel(long channel, ReadOnlySpan<byte> wireSymbol) => Lines.Add($"channel {channel} {Encoding.UTF8.GetString(wireSymbol)}");
}
