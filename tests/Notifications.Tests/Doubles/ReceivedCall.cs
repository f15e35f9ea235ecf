using System.Text;
using System.Text.Json;

namespace SqueezeFlow.Notifications.Tests.Doubles;

/// <summary>A call that a receiver got.</summary>
internal sealed record ReceivedCall(string Path, string ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
}
