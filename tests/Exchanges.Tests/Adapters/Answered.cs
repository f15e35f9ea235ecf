using System.Text;
using SqueezeFlow.Exchanges.Feeds;

namespace SqueezeFlow.Exchanges.Tests.Adapters;

/// <summary>Keeps every answer and reply as a line of text.</summary>
internal sealed class Answered : IFeedAnswers
{
    public List<string> Lines { get; } = [];

    public void Acknowledge(long requestId) => Lines.Add($"ack {requestId}");

    public void AcknowledgeMarket(ReadOnlySpan<byte> wireSymbol) => Lines.Add($"ack {Encoding.UTF8.GetString(wireSymbol)}");

    public void AcknowledgeNext() => Lines.Add("ack next");

    public void Refuse(long requestId, string reason) => Lines.Add($"refuse {requestId}: {reason}");

    public void RefuseMarket(ReadOnlySpan<byte> wireSymbol, string reason) => Lines.Add($"refuse {Encoding.UTF8.GetString(wireSymbol)}: {reason}");

    public void RefuseNext(string reason) => Lines.Add($"refuse next: {reason}");

    public void Finish(long requestId, string reason) => Lines.Add($"finish {requestId}");

    public void Reply(ReadOnlySpan<byte> text) => Lines.Add($"reply {Encoding.UTF8.GetString(text)}");
}
