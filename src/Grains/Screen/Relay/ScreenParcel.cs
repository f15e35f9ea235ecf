using System.Text.Json;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Core.Bars;
using SqueezeFlow.Core.Completeness;
using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Views;
using SqueezeFlow.Core.Views.Shadowing;

namespace SqueezeFlow.Grains.Screen.Relay;

/// <summary>Events as they go from process to process: JSON, an array of <c>[kind, symbol, view]</c>; what a view is follows from the kind.</summary>
internal static class ScreenParcel
{
    private static readonly Dictionary<string, Type> Views = new(StringComparer.Ordinal)
    {
        [EventKinds.Bar] = typeof(BarRow),
        [EventKinds.Symbol] = typeof(SymbolView),
        [EventKinds.Signal] = typeof(SignalRecord),
        [EventKinds.Order] = typeof(OrderIntent),
        [EventKinds.Feed] = typeof(FeedView),
        [EventKinds.Gap] = typeof(Gap),
        [EventKinds.Status] = typeof(HealthView),
        [EventKinds.Action] = typeof(OperatorCall),
        [EventKinds.Shadow] = typeof(ShadowTradeView),
    };

    /// <summary>Writes events; null stands for the view of <see cref="EventKinds.Resync"/>.</summary>
    public static byte[] Write(IEnumerable<ScreenEvent> events)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var item in events)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(item.Kind);
                writer.WriteStringValue(item.Symbol);
                JsonSerializer.Serialize(writer, item.View, item.View?.GetType() ?? typeof(object), WireJson.Options);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote. A kind that this program does not know, of a later version, is left out.</summary>
    public static IEnumerable<(string Kind, string? Symbol, object? View)> Read(byte[] parcel)
    {
        using var document = JsonDocument.Parse(parcel);
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var kind = item[0].GetString()!;
            if (kind == EventKinds.Resync)
            {
                yield return (kind, null, null);
            }
            else if (Views.TryGetValue(kind, out var type))
            {
                yield return (kind, item[1].GetString(), item[2].Deserialize(type, WireJson.Options));
            }
        }
    }
}
