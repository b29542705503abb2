/** The office file of a commune and its parent, a value a line where a test changes it. */
export const officeText = `motcua: 1
procedures:
  - code: "9.000001"
    name: Thủ tục thử nghiệm
    shortName: Thử nghiệm
    field: Hộ tịch
    synonyms: [thử]
    components:
      - name: Tờ khai
        originals: 1
        copies: 0
    term:
      value: 3
      unit: workday
    fees:
      - kind: lePhi
        amount: 8000
    presence: null
    onlineMode: none
    validFrom: null
    replacedBy: null
    confirmed: true
agencies:
  - id: "80"
    name: Ủy ban nhân dân tỉnh Thử
    kind: province
    phone: "0296 385 0000"
    calendar:
      - date: 2027-01-01
        type: holiday
        name:
          vi: Tết Dương lịch
      - date: 2026-12-05
        type: swapWork
        name:
          vi: Làm bù
        hours:
          - from: "07:30"
            to: "11:30"
    services:
      - id: thu-nghiem
        name: Thử nghiệm
        field: Hộ tịch
        procedure: "9.000001"
        minutes: 25
        icon: pen
  - id: "80001"
    name: Ủy ban nhân dân xã Thử
    kind: commune
    parent: "80"
    validFrom: 2025-07-01
    settings:
      lookup:
        privacy: factor
        factors: [phoneLast4]
      booking:
        maxPerPhone: 3
        email: false
        opensAt: "07:00"
        purposes:
          - id: appointment
            version: "1"
            text:
              vi: Tôi đồng ý.
        horizonDays: 30
        leadMinutes: 60
        holdMinutes: 10
        extensionMinutes: 5
        extensions: 10
      visits:
        handIn: nop-giay
    services:
      - id: nop-giay
        name: Nộp bổ sung
        field: Hồ sơ đã nộp
    places:
      - id: "80001.1"
        name: Trung tâm Phục vụ hành chính công xã Thử
        address: 1 đường Thử, xã Thử
        phone: "0296 385 0001"
        mapUrl: https://example.org/ban-do
        hours:
          - days: [1, 2, 3, 4, 5]
            from: "07:30"
            to: "11:30"
          - days: [1, 2, 3, 4, 5]
            from: "13:00"
            to: "17:00"
        counters:
          - id: 80001.A
            name: Quầy một
            letter: A
            services: [thu-nghiem, nop-giay]
            times:
              - days: [1, 2, 3, 4, 5]
                from: "07:30"
                to: "11:10"
                every: 20
                capacity: 2
          - id: 80001.N
            name: Ngoài giờ
            letter: N
            way: session
            services: [thu-nghiem]
            sessions:
              - rule: FREQ=WEEKLY;BYDAY=TH
                since: 2026-01-01
                from: "17:00"
                to: "19:00"
                capacity: 40
                unit: pages
                most: 10
                minutes: 2
                cutoff: 60
`;
